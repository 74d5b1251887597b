package dev.skerry.docker;

import dev.skerry.api.values.ImageReference;
import java.util.List;
import java.util.Optional;

/// An image as the engine has it.
///
/// @param id `sha256:...`, which names its content for ever, on this engine
/// @param tags the names it has
/// @param digests `name@sha256:...` for each registry it was pulled from or pushed to; a built image has none
/// @param ports the TCP ports it says it listens on
/// @param user what it runs as; empty for root
/// @param size in bytes
/// @param architecture such as `amd64`
public record ImageState(
        String id,
        List<String> tags,
        List<String> digests,
        List<Integer> ports,
        List<String> command,
        List<String> entrypoint,
        String user,
        Labels labels,
        long size,
        String architecture) {
    public ImageState {
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
        ports = List.copyOf(ports);
        command = List.copyOf(command);
        entrypoint = List.copyOf(entrypoint);
    }

    /// What to run so that it stays the same: by digest where the image is known to a registry under that name, so
    /// that every node can fetch it, else by its id on this engine.
    public String pinned(ImageReference reference) {
        return digest(reference)
                .map(digest -> reference.pinnedTo(digest).value())
                .orElse(id);
    }

    private Optional<String> digest(ImageReference reference) {
        return digests.stream()
                .map(ImageReference::new)
                .filter(known -> known.name().equals(reference.name())
                        || (reference.host().isEmpty() && known.path().equals(reference.path())))
                .flatMap(known -> known.digest().stream())
                .findFirst();
    }
}
