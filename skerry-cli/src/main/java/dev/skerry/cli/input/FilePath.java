package dev.skerry.cli.input;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.skerry.api.values.TextFormat;

/// A file of this machine.
public record FilePath(@JsonValue String value) {
    public static final TextFormat FORMAT =
            TextFormat.of("a file", "must be the path of one that can be read", ".{1,4096}", 4096, "notes.tar.gz");

    public FilePath {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
