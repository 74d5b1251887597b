package dev.skerry.cli;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.skerry.api.values.TextFormat;
import dev.skerry.cli.input.InputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file of this machine, by its path; `-` is standard input.
public record LocalFile(@JsonValue String value) {
    public static final TextFormat FORMAT =
            TextFormat.of("a file", "must be its path, or - for standard input", ".{1,4096}", 4096, ".env");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocalFile {
        FORMAT.check(value);
    }

    /// @throws InputException when there is no such text
    String text() throws IOException {
        if (Files.isDirectory(Path.of(value))) {
            throw new InputException("'%s' is a folder, not a file.".formatted(value));
        }
        try {
            return value.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(value));
        } catch (AccessDeniedException e) {
            throw new InputException("the file '%s' may not be read.".formatted(value));
        } catch (NoSuchFileException e) {
            throw new InputException("there is no file '%s'.".formatted(value));
        } catch (CharacterCodingException e) {
            throw new InputException("'%s' is no text in UTF-8.".formatted(value));
        }
    }
}
