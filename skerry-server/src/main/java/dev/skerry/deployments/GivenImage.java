package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.ImageReference;
import dev.skerry.docker.ImageState;
import dev.skerry.docker.Images;
import dev.skerry.docker.Labels;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// An image somebody else has made: pulled at each deployment, and pinned. Where the registry does not give it, the one
/// that is on this server will do, so that a machine without registries can deploy; unless Skerry made that one, for
/// it is somebody's application.
///
/// @param registries where a registry may be
record GivenImage(Images images, AddressPolicy registries) {
    private static final Duration DEADLINE = Duration.ofMinutes(15);
    private static final String BUILT_HERE = "skerry-app/";

    /// @throws SkerryException UNPROCESSABLE when neither the registry nor the engine has it
    String pin(ImageReference image, Cancellation cancellation, Consumer<String> lines) {
        lines.accept("Pulling " + image);
        try {
            requireAllowed(image.host());
            return images.pull(new Images.Pull(image, null, DEADLINE), cancellation, lines)
                    .pinned(image);
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.UNPROCESSABLE) {
                throw e;
            }
            return ownPinned(image, e, lines);
        }
    }

    /// A host this server does not find is left to the engine, which may have ways of its own.
    private void requireAllowed(String host) {
        if (host.isEmpty()) {
            return;
        }
        try {
            registries.resolve(host.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", ""));
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
        }
    }

    private String ownPinned(ImageReference image, SkerryException refusal, Consumer<String> lines) {
        var own = own(image)
                .orElseThrow(() -> new SkerryException(
                        ErrorCode.UNPROCESSABLE,
                        "The image '%s' cannot be pulled: %s Check its name, the registry and the credentials for it."
                                .formatted(image, sentence(refusal)),
                        refusal));
        lines.accept(refusal.getMessage());
        lines.accept("Taking the image of that name that is on this server");
        return own.pinned(image);
    }

    /// An engine also takes the beginning of an id for a name, and so finds what nobody has named.
    private Optional<ImageState> own(ImageReference image) {
        if (image.path().startsWith(BUILT_HERE)) {
            return Optional.empty();
        }
        return images.find(image.value())
                .filter(found -> isNamed(found, image))
                .filter(found -> !found.labels().values().containsKey(Labels.INSTANCE)
                        && !found.labels().values().containsKey(Labels.APPLICATION));
    }

    private static boolean isNamed(ImageState found, ImageReference image) {
        var names = image.isPinned() ? found.digests() : found.tags();
        return names.stream().map(ImageReference::new).anyMatch(name -> isSame(name, image.canonical()));
    }

    private static boolean isSame(ImageReference name, ImageReference wanted) {
        return name.name().equals(wanted.name())
                && (wanted.isPinned()
                        ? name.digest().equals(wanted.digest())
                        : name.tag().equals(wanted.tag()));
    }

    private static String sentence(SkerryException e) {
        return e.getMessage().endsWith(".") ? e.getMessage() : e.getMessage() + ".";
    }
}
