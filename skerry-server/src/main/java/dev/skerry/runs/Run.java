package dev.skerry.runs;

import dev.skerry.api.runs.RunStatus;
import dev.skerry.api.values.RunId;
import dev.skerry.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command that is run once.
///
/// @param memory its limit in bytes
/// @param cancelReason why it is to end, once somebody said so
record Run(
        RunId id,
        OrganizationId organization,
        UUID application,
        UUID release,
        UUID environment,
        List<String> command,
        Duration timeout,
        long memory,
        RunStatus status,
        @Nullable Integer exitCode,
        @Nullable String error,
        @Nullable String cancelReason,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    Run {
        command = List.copyOf(command);
    }

    /// Of its container.
    String container() {
        return container(id);
    }

    static String container(RunId id) {
        return "skerry-run-" + id;
    }
}
