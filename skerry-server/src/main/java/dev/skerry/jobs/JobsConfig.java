package dev.skerry.jobs;

import java.time.Duration;

/// How one node works on the queue.
///
/// @param node a name that stays the same over restarts and is unique among nodes: what was running under it when
///     the node starts, was cut off
/// @param capacity how many jobs run at once on this node, of all kinds together
/// @param polling how often the queue is looked at; what this node enqueues is seen at once
/// @param heartbeat how often a running job says that it lives; after four missed ones another node takes it
/// @param patience how long a stop lets jobs finish before it cancels them, and again before it leaves them
public record JobsConfig(String node, int capacity, Duration polling, Duration heartbeat, Duration patience) {
    /// The queue keeps that many characters of a name.
    private static final int LONGEST_NODE = 50;

    public JobsConfig {
        if (node.isBlank() || node.length() > LONGEST_NODE) {
            throw new IllegalArgumentException("The name of a node has 1 to 50 characters");
        }
    }

    public JobsConfig(String node) {
        this(node, 64, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }
}
