package dev.skerry.docker;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One task as the Swarm reports it.
///
/// @param labels those of its service
/// @param desired what the Swarm wants of it
/// @param observed what it is
/// @param addresses network name to the task's own address, without prefix length
/// @param error what went wrong, in the engine's words, when something did
/// @param exitCode of the container when it has ended
/// @param slot its number among the tasks of its service, from 1; kept by the task that replaces it
public record TaskState(
        String id,
        String service,
        Labels labels,
        Phase desired,
        Phase observed,
        Map<String, String> addresses,
        @Nullable String container,
        String node,
        @Nullable String error,
        @Nullable Integer exitCode,
        Instant since,
        int slot) {
    public TaskState {
        addresses = Map.copyOf(addresses);
    }

    /// The life of a task. STARTING covers everything from creation on; a health command keeps a task there until it
    /// passes.
    public enum Phase {
        PENDING,
        STARTING,
        RUNNING,
        ENDED,
        FAILED,
        REJECTED
    }

    public boolean isRunning() {
        return desired == Phase.RUNNING && observed == Phase.RUNNING;
    }
}
