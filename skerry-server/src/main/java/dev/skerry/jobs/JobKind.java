package dev.skerry.jobs;

import java.time.Duration;

/// One kind of job. A job runs at least once: its handler is idempotent, as a crash repeats what was not
/// finished.
///
/// @param name stays the same for ever: waiting jobs carry it
/// @param payload a record that Jackson can write and read; later versions may add components only
/// @param deadline of one attempt, after which its cancellation is called and the attempt counts as failed
/// @param places how many run at once on one node
public record JobKind<P>(String name, Class<P> payload, Duration deadline, RetryPolicy retries, Places places) {
    public JobKind {
        if (name.isBlank() || !deadline.isPositive()) {
            throw new IllegalArgumentException("A job needs a name and a deadline");
        }
    }

    public JobKind(String name, Class<P> payload, Duration deadline, RetryPolicy retries, int atOnce) {
        this(name, payload, deadline, retries, Places.of(atOnce));
    }
}
