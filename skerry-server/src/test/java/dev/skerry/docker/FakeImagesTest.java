package dev.skerry.docker;

import dev.skerry.api.values.ImageReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

class FakeImagesTest implements ImagesContract {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private final FakeImages images = new FakeImages();
    private final Labels labels = TestLabels.instance();

    @BeforeEach
    void fillTheRegistry() {
        images.putRemote(
                remote(),
                new ImageState(
                        "sha256:remote",
                        List.of(remote().value()),
                        List.of(remote().name() + "@" + DIGEST),
                        List.of(8080),
                        List.of("/hello"),
                        List.of(),
                        "",
                        new Labels(Map.of()),
                        1,
                        "amd64"));
    }

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
        return "test";
    }

    @Override
    public ImageReference remote() {
        return new ImageReference("registry.example.org/app:1");
    }

    @Override
    public String remoteDigest() {
        return DIGEST;
    }

    @Override
    public void use(String image) {
        images.use(image);
    }
}
