package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Instant;
import java.util.function.Consumer;

/// Reads the logs of containers.
record LogCalls(Docker docker) {
    /// Until the container ends, the deadline passes or the cancellation comes.
    void read(String container, LogQuery query, Cancellation cancellation, Consumer<OutputLine> lines) {
        try {
            docker.stream(call(container, query), cancellation, answer -> LogFrames.read(answer.body(), lines));
        } catch (SkerryException e) {
            if (!query.follow() || e.code() != ErrorCode.DEADLINE_EXCEEDED) {
                throw e;
            }
        }
    }

    static Call call(String container, LogQuery query) {
        return asking(
                Call.get("read the log of container '%s'".formatted(container), "containers", container, "logs"),
                query);
    }

    /// Adds to the call which lines are wanted.
    static Call asking(Call log, LogQuery query) {
        var call = log.query("stdout", "true")
                .query("stderr", "true")
                .query("timestamps", "true")
                .within(query.deadline());
        var tail = query.tail();
        if (tail != null) {
            call = call.query("tail", tail.toString());
        }
        var since = query.since();
        if (since != null) {
            call = call.query("since", seconds(since));
        }
        return query.follow() ? call.query("follow", "true") : call;
    }

    /// Seconds and nanoseconds, as the API wants them.
    private static String seconds(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }
}
