package dev.skerry.builds;

import dev.skerry.docker.BuildEvent;

/// Where the progress of a build goes.
public interface BuildLog {
    /// What Skerry decided or does.
    void say(String line);

    /// What the builder tells.
    void tell(BuildEvent event);
}
