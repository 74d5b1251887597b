package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import java.util.function.Consumer;

/// What the tasks of a service write, on whatever node they run, restarted ones included as long as the Swarm
/// remembers them.
public interface TaskLogs {
    /// Hands over the lines asked for, in the caller's thread. The lines of one task come in order; those of several
    /// are mixed as they arrive. Following goes on with tasks that start later, and ends without an error at the
    /// deadline of the query or when the service goes, after what its tasks wrote on their way out.
    ///
    /// @param query its tail counts for each task
    /// @throws dev.skerry.kernel.SkerryException NOT_FOUND when there is no such service
    void read(String service, LogQuery query, Cancellation cancellation, Consumer<TaskLine> lines);
}
