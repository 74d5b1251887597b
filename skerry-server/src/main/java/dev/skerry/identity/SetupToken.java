package dev.skerry.identity;

import dev.skerry.api.ErrorCode;
import dev.skerry.crypto.Tokens;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The one-time word that proves somebody can read the server's state folder, so may create the first administrator.
public final class SetupToken {
    private final Path file;

    public SetupToken(Path file) {
        this.file = file;
    }

    /// Writes a fresh word for the owner of the state folder to read; keeps one that is there.
    public void offer() {
        try {
            if (!Files.exists(file)) {
                PrivateFiles.write(file, Tokens.random("").reveal());
            }
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    boolean matches(Secret word) {
        try {
            return Files.exists(file) && new Secret(Files.readString(file).strip()).equals(word);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /// The word opens nothing any more.
    public void withdraw() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("delete", e);
        }
    }

    private SkerryException failed(String what, IOException e) {
        return new SkerryException(
                ErrorCode.INTERNAL, "Cannot %s the setup token %s: %s".formatted(what, file, e.getMessage()), e);
    }
}
