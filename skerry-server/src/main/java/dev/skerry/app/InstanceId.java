package dev.skerry.app;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/// The id of this installation, on every object it makes, so that it knows its own among others'.
final class InstanceId {
    private InstanceId() {}

    /// Reads the id from the state folder; makes one at the first start.
    static String of(Path state) {
        var file = state.resolve("instance-id");
        try {
            // PostgreSQL, as another user, has to get through.
            Files.createDirectories(
                    state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            if (!Files.exists(file)) {
                PrivateFiles.write(file, Uuids.v7(Instant.now()).toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.INTERNAL,
                    "Cannot read or write %s: %s. The state folder must belong to the user Skerry runs as."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
