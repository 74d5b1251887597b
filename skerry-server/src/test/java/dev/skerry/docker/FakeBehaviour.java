package dev.skerry.docker;

/// What the tasks of an image do in the fakes.
public enum FakeBehaviour {
    /// They start, and run.
    RUNS,
    /// They run, and end with exit code 3, again and again.
    CRASHES,
    /// Their health command never passes and never gives up.
    STAYS_STARTING,
    /// Their health command fails so often that the Swarm kills them, again and again.
    UNHEALTHY,
    /// The node has no such image.
    REJECTED
}
