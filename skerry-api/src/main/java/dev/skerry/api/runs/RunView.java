package dev.skerry.api.runs;

import dev.skerry.api.values.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command that was run once.
///
/// @param application by the name every command takes
/// @param release the version it ran with
/// @param exitCode of the command; absent when it did not end by itself
/// @param error why it failed or was cancelled
public record RunView(
        RunId id,
        String application,
        List<String> command,
        RunStatus status,
        int release,
        @Nullable Integer exitCode,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public RunView {
        command = List.copyOf(command);
    }
}
