package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.ImageReference;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Images in memory, and a registry to pull from (`putRemote`).
public final class FakeImages implements Images {
    private final Map<String, ImageState> byId = new LinkedHashMap<>();
    private final Map<String, ImageState> remote = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /// An image the engine has, as if it had been built.
    public synchronized void put(ImageState image) {
        byId.put(image.id(), image);
    }

    /// An image the registry has under the reference.
    public synchronized void putRemote(ImageReference reference, ImageState image) {
        remote.put(reference.canonical().value(), image);
    }

    /// Lets the image be in use.
    public synchronized void use(String image) {
        used.add(find(image).orElseThrow().id());
    }

    @Override
    public synchronized Optional<ImageState> find(String image) {
        return byId.values().stream()
                .filter(known -> known.id().equals(image)
                        || known.tags().contains(image)
                        || known.digests().stream().anyMatch(digest -> isSame(digest, image)))
                .findFirst();
    }

    @Override
    public synchronized List<ImageState> list(Labels labels) {
        return byId.values().stream()
                .filter(image -> image.labels().matches(labels))
                .toList();
    }

    @Override
    public synchronized ImageState pull(Pull pull, Cancellation cancellation, Consumer<String> lines) {
        cancellation.check();
        var reference = pull.image().canonical();
        var found = remote.get(reference.value());
        if (found == null) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "Docker could not pull image '%s': manifest unknown".formatted(pull.image()));
        }
        lines.accept("Pulling from " + reference.name());
        byId.put(found.id(), found);
        return found;
    }

    @Override
    public synchronized void tag(String image, ImageReference name) {
        var found = find(image).orElseThrow(() -> SkerryException.notFound("image", image));
        var taken = name.canonical().value();
        find(taken).ifPresent(other -> byId.put(other.id(), without(other, taken)));
        var tags = new ArrayList<>(byId.getOrDefault(found.id(), found).tags());
        tags.add(taken);
        byId.put(found.id(), with(found, tags));
    }

    @Override
    public synchronized Removal remove(String image) {
        var found = find(image);
        if (found.isEmpty()) {
            return Removal.WAS_NOT_THERE;
        }
        var left = without(found.get(), image);
        var byItsId = image.equals(found.get().id());
        if (byItsId && (used.contains(image) || found.get().tags().size() > 1)) {
            return Removal.KEPT_IN_USE;
        }
        if (byItsId || left.tags().isEmpty()) {
            byId.remove(found.get().id());
        } else {
            byId.put(left.id(), left);
        }
        return Removal.REMOVED;
    }

    @Override
    public synchronized ImageState load(InputStream tar, ImportSpec spec) {
        try {
            var size = tar.readAllBytes().length;
            var id = "sha256:" + UUID.randomUUID().toString().replace("-", "").repeat(2);
            var image = new ImageState(
                    id,
                    List.of(spec.name().canonical().value()),
                    List.of(),
                    List.of(),
                    spec.command(),
                    List.of(),
                    "",
                    spec.labels(),
                    size,
                    "amd64");
            byId.put(id, image);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A pinned reference may carry a tag too.
    private static boolean isSame(String digest, String image) {
        return image.contains("@")
                && digest.equals(new ImageReference(image).name() + image.substring(image.indexOf('@')));
    }

    private static ImageState without(ImageState image, String tag) {
        return with(
                image, image.tags().stream().filter(other -> !other.equals(tag)).toList());
    }

    private static ImageState with(ImageState image, List<String> tags) {
        return new ImageState(
                image.id(),
                tags,
                image.digests(),
                image.ports(),
                image.command(),
                image.entrypoint(),
                image.user(),
                image.labels(),
                image.size(),
                image.architecture());
    }
}
