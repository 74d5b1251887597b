package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.function.Consumer;

/// Makes images from folders with a Dockerfile.
public interface ImageBuilder {
    /// Builds, and gives back the id of the image (`sha256:...`), which names its content for ever.
    ///
    /// @param progress what happens, as it happens; in another thread than the caller's
    /// @throws dev.skerry.kernel.SkerryException UNPROCESSABLE with the reason and the last lines when the build
    ///     fails, DEADLINE_EXCEEDED when it takes too long, UNAVAILABLE when there is no builder
    /// @throws dev.skerry.kernel.CancelledException when cancelled; nothing of the build goes on then
    String build(BuildSpec spec, Duration deadline, Cancellation cancellation, Consumer<BuildEvent> progress);
}
