package dev.skerry.docker;

import dev.skerry.api.values.ImageReference;
import dev.skerry.kernel.Cancellation;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The images an engine has.
public interface Images {
    /// @param image a reference, or an id (`sha256:...`)
    Optional<ImageState> find(String image);

    /// Those that carry the labels.
    List<ImageState> list(Labels labels);

    /// Fetches the image from its registry, however new the engine's own is.
    ///
    /// @param lines what happens, for people
    /// @throws dev.skerry.kernel.SkerryException UNPROCESSABLE in the engine's words when it cannot be pulled,
    ///     DEADLINE_EXCEEDED when that takes too long
    ImageState pull(Pull pull, Cancellation cancellation, Consumer<String> lines);

    /// Gives the image one more name; takes it from another image that has it.
    void tag(String image, ImageReference name);

    /// Removes a name, or an image by its id; an image goes with its last name. What is in use is kept.
    Removal remove(String image);

    /// Makes an image of one layer from a file system.
    ///
    /// @param tar the root file system; not closed
    ImageState load(InputStream tar, ImportSpec spec);

    /// What is pulled.
    ///
    /// @param login null where none is needed
    record Pull(ImageReference image, @Nullable RegistryLogin login, Duration deadline) {}

    /// What an imported file system becomes.
    ///
    /// @param command what runs by default
    record ImportSpec(ImageReference name, List<String> command, Labels labels) {
        public ImportSpec {
            command = List.copyOf(command);
        }
    }

    /// What became of an image that was to go.
    enum Removal {
        REMOVED,
        /// A container, another image or another name needs it.
        KEPT_IN_USE,
        WAS_NOT_THERE
    }
}
