package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.ImageReference;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The images of a Docker engine.
public final class DockerImages implements Images {
    private static final Duration IMPORT = Duration.ofMinutes(10);
    private static final Set<ErrorCode> NOT_THE_IMAGES_FAULT =
            EnumSet.of(ErrorCode.UNAVAILABLE, ErrorCode.DEADLINE_EXCEEDED, ErrorCode.UNPROCESSABLE);
    private final Docker docker;

    public DockerImages(Docker docker) {
        this.docker = docker;
    }

    @Override
    public Optional<ImageState> find(String image) {
        return docker.find(Call.get("inspect image '%s'".formatted(image), "images", image, "json"))
                .map(ImageReading::of);
    }

    @Override
    public List<ImageState> list(Labels labels) {
        return docker.json(Call.get("list images", "images", "json").labelled(labels))
                .valueStream()
                .flatMap(image -> find(image.path("Id").asString("")).stream())
                .toList();
    }

    @Override
    public ImageState pull(Pull pull, Cancellation cancellation, Consumer<String> lines) {
        var call = call(pull);
        try {
            docker.stream(call, cancellation, answer -> PullProgress.read(answer.body(), call.what(), lines));
        } catch (SkerryException e) {
            throw NOT_THE_IMAGES_FAULT.contains(e.code())
                    ? e
                    : new SkerryException(ErrorCode.UNPROCESSABLE, e.getMessage(), e);
        }
        return get(pull.image().value());
    }

    @Override
    public void tag(String image, ImageReference name) {
        var canonical = name.canonical();
        docker.run(Call.post("name image '%s' '%s'".formatted(image, name), "images", image, "tag")
                .query("repo", canonical.name())
                .query("tag", canonical.tag().orElse("")));
    }

    @Override
    public Removal remove(String image) {
        try {
            docker.run(Call.delete("remove image '%s'".formatted(image), "images", image)
                    .within(IMPORT));
            return Removal.REMOVED;
        } catch (SkerryException e) {
            return switch (e.code()) {
                case NOT_FOUND -> Removal.WAS_NOT_THERE;
                case CONFLICT -> Removal.KEPT_IN_USE;
                default -> throw e;
            };
        }
    }

    @Override
    public ImageState load(InputStream tar, ImportSpec spec) {
        var name = spec.name().canonical();
        var call = Call.post("import image '%s'".formatted(name), "images", "create")
                .query("fromSrc", "-")
                .query("repo", name.name())
                .query("tag", name.tag().orElse(""))
                .within(IMPORT)
                .tar(tar);
        for (var change : changes(spec)) {
            call = call.query("changes", change);
        }
        var what = call.what();
        var id =
                docker.stream(call, Cancellation.never(), answer -> PullProgress.read(answer.body(), what, line -> {}));
        return get(id);
    }

    static Call call(Pull pull) {
        var image = pull.image().canonical();
        var version = image.digest().or(image::tag).orElse("");
        var call = Call.post("pull image '%s'".formatted(pull.image()), "images", "create")
                .query("fromImage", image.name())
                .query("tag", version)
                .within(pull.deadline());
        var login = pull.login();
        return login == null ? call : call.header("X-Registry-Auth", encoded(login, image.host()));
    }

    /// Lines of a Dockerfile; their values in JSON, so that they cannot be more than values.
    static List<String> changes(ImportSpec spec) {
        var labels = new TreeMap<>(spec.labels().values())
                .entrySet().stream()
                        .map(label -> "LABEL %s=%s".formatted(quoted(label.getKey()), quoted(label.getValue())))
                        .toList();
        var command = spec.command().isEmpty()
                ? List.<String>of()
                : List.of("CMD " + Docker.JSON.writeValueAsString(spec.command()));
        return Stream.concat(labels.stream(), command.stream()).toList();
    }

    private static String quoted(String text) {
        return Docker.JSON.writeValueAsString(text).replace("$", "\\$");
    }

    /// Base64 for URLs, as the engine wants it.
    private static String encoded(RegistryLogin login, String host) {
        var document = Docker.JSON
                .createObjectNode()
                .put("username", login.user())
                .put("password", login.password().reveal())
                .put("serveraddress", host);
        return Base64.getUrlEncoder().encodeToString(document.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ImageState get(String image) {
        return find(image).orElseThrow(() -> SkerryException.notFound("image", image));
    }
}
