package dev.skerry.git;

import dev.skerry.untrusted.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where a checkout works (beside its result, so that nothing is copied twice) and what it leaves. Closing it
/// removes the scratch folder, and the result too unless it was accepted.
final class Workplace implements AutoCloseable {
    private final Path scratch;
    private final Path result;
    private boolean accepted;

    /// @param result a folder that is not there yet, or is empty
    Workplace(Path result) throws IOException {
        this.result = result.toAbsolutePath();
        var beside = Objects.requireNonNull(this.result.getParent(), "A checkout cannot be the root folder");
        this.scratch = Files.createTempDirectory(Files.createDirectories(beside), ".git-");
    }

    Path scratch() {
        return scratch;
    }

    Path result() {
        return result;
    }

    void accept() {
        accepted = true;
    }

    @Override
    public void close() throws IOException {
        Folders.delete(scratch);
        if (!accepted) {
            Folders.delete(result);
        }
    }
}
