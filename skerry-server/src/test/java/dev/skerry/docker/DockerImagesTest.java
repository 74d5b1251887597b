package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.values.ImageReference;
import dev.skerry.docker.Images.ImportSpec;
import dev.skerry.docker.Images.Pull;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DockerImagesTest implements ImagesContract {
    private static final Docker DOCKER = TestDocker.docker();
    private final Images images = new DockerImages(DOCKER);
    private final Labels labels = TestLabels.instance();
    private final String name = TestLabels.unique("skerry-test/image");
    private final String user = TestLabels.unique("skerry-test");
    private final TestRegistry registry = new TestRegistry(name);

    @Override
    public Images images() {
        return images;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImageReference remote() {
        return new ImageReference(registry.host() + "/app:1");
    }

    @Override
    public String remoteDigest() {
        return registry.digest();
    }

    @Override
    public void use(String image) {
        DOCKER.run(Call.post("make a container", "containers", "create")
                .query("name", user)
                .json(Docker.JSON.createObjectNode().put("Image", image)));
    }

    @Override
    @AfterEach
    public void removeEverything() {
        DOCKER.find(Call.get("look", "containers", user, "json"))
                .ifPresent(found -> DOCKER.run(Call.delete("remove", "containers", user)));
        ImagesContract.super.removeEverything();
        registry.close();
    }

    @Test
    void asksForOneImageByTagOrDigest() {
        var digest = "sha256:" + "0".repeat(64);

        assertThat(target("app")).isEqualTo("/images/create?fromImage=app&tag=latest");
        assertThat(target("host:5000/a/b:1")).isEqualTo("/images/create?fromImage=host%3A5000%2Fa%2Fb&tag=1");
        assertThat(target("app:1@" + digest))
                .isEqualTo("/images/create?fromImage=app&tag=" + digest.replace(":", "%3A"));
    }

    @Test
    void sendsALoginInAHeaderOnly() {
        var login = new RegistryLogin("me", new Secret("s3cret"));
        var call = DockerImages.call(new Pull(new ImageReference("host:5000/app"), login, Duration.ofMinutes(1)));

        assertThat(call.headers())
                .isEqualTo(Map.of(
                        "X-Registry-Auth",
                        "eyJ1c2VybmFtZSI6Im1lIiwicGFzc3dvcmQiOiJzM2NyZXQiLCJzZXJ2ZXJhZGRyZXNzIjoiaG9zdDo1MDAwIn0="));
        assertThat(call.target()).doesNotContain("s3cret");
    }

    @Test
    void writesLabelsThatCannotBeMoreThanLabels() {
        var spec = new ImportSpec(
                new ImageReference("a"), List.of("sh", "a\nRUN x"), Labels.of("k", "v\"\nUSER root $HOME"));

        assertThat(DockerImages.changes(spec))
                .containsExactly("LABEL \"k\"=\"v\\\"\\nUSER root \\$HOME\"", "CMD [\"sh\",\"a\\nRUN x\"]");
    }

    private static String target(String image) {
        return DockerImages.call(new Pull(new ImageReference(image), null, Duration.ofMinutes(1)))
                .target();
    }
}
