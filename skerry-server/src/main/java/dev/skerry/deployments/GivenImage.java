package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.ImageReference;
import dev.skerry.docker.Images;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.function.Consumer;

/// An image somebody else has made: pulled at each deployment, and pinned. Where the registry does not give it, the one
/// that is on this server will do, so that a machine without registries can deploy.
record GivenImage(Images images) {
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    /// @throws SkerryException UNPROCESSABLE when neither the registry nor the engine has it
    String pin(ImageReference image, Cancellation cancellation, Consumer<String> lines) {
        lines.accept("Pulling " + image);
        try {
            return images.pull(new Images.Pull(image, null, DEADLINE), cancellation, lines)
                    .pinned(image);
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.UNPROCESSABLE) {
                throw e;
            }
            return ownPinned(image, e, lines);
        }
    }

    private String ownPinned(ImageReference image, SkerryException refusal, Consumer<String> lines) {
        var own = images.find(image.value())
                .orElseThrow(() -> new SkerryException(
                        ErrorCode.UNPROCESSABLE,
                        "The image '%s' cannot be pulled: %s Check its name, the registry and the credentials for it."
                                .formatted(image, sentence(refusal)),
                        refusal));
        lines.accept(refusal.getMessage());
        lines.accept("Taking the image of that name that is on this server");
        return own.pinned(image);
    }

    private static String sentence(SkerryException e) {
        return e.getMessage().endsWith(".") ? e.getMessage() : e.getMessage() + ".";
    }
}
