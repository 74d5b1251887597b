package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.ImageReference;
import dev.skerry.docker.Images.ImportSpec;
import dev.skerry.docker.Images.Pull;
import dev.skerry.docker.Images.Removal;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every store of images does.
interface ImagesContract {
    Images images();

    Labels labels();

    /// A repository of this test alone.
    String name();

    /// An image a registry has, with one port, 8080.
    ImageReference remote();

    /// Its digest there.
    String remoteDigest();

    /// Makes something that needs the image.
    void use(String image);

    @AfterEach
    default void removeEverything() {
        images().list(labels()).forEach(image -> image.tags().forEach(images()::remove));
    }

    @Test
    default void findsNothingWhereThereIsNothing() {
        assertThat(images().find(name() + ":none")).isEmpty();
        assertThat(images().list(TestLabels.other())).isEmpty();
        assertThat(images().remove(name() + ":none")).isEqualTo(Removal.WAS_NOT_THERE);
    }

    @Test
    default void importsAFileSystem() {
        var image = load("1", List.of("sh", "-c", "echo \"$HOME\" 'x'"));

        assertThat(image.id()).matches("sha256:[0-9a-f]{64}");
        assertThat(image.tags()).containsExactly(name() + ":1");
        assertThat(image.digests()).isEmpty();
        assertThat(image.command()).containsExactly("sh", "-c", "echo \"$HOME\" 'x'");
        assertThat(image.labels().matches(labels())).isTrue();
        assertThat(image.size()).isPositive();
        assertThat(image.architecture()).isNotEmpty();
        assertThat(images().find(name() + ":1")).hasValue(image);
        assertThat(images().find(image.id())).hasValue(image);
        assertThat(images().list(labels())).containsExactly(image);
    }

    @Test
    default void pinsAnImageThatNoRegistryKnowsByItsId() {
        var image = load("1", List.of());

        assertThat(image.pinned(new ImageReference(name() + ":1"))).isEqualTo(image.id());
    }

    @Test
    default void namesAnImageAndForgetsItWithItsLastName() {
        var image = load("1", List.of());
        images().tag(image.id(), new ImageReference(name() + ":2"));
        assertThat(images().find(name() + ":2").orElseThrow().id()).isEqualTo(image.id());

        assertThat(images().remove(name() + ":1")).isEqualTo(Removal.REMOVED);
        assertThat(images().find(image.id()).orElseThrow().tags()).containsExactly(name() + ":2");

        assertThat(images().remove(name() + ":2")).isEqualTo(Removal.REMOVED);
        assertThat(images().find(image.id())).isEmpty();
    }

    @Test
    default void keepsAnImageThatIsInUse() {
        var image = load("1", List.of("true"));
        use(image.id());

        assertThat(images().remove(image.id())).isEqualTo(Removal.KEPT_IN_USE);
        assertThat(images().find(image.id())).isPresent();
    }

    @Test
    default void pullsAndPinsByDigest() {
        var lines = new ArrayList<String>();

        var image = images().pull(new Pull(remote(), null, Duration.ofMinutes(1)), Cancellation.never(), lines::add);

        assertThat(lines).isNotEmpty();
        assertThat(image.ports()).containsExactly(8080);
        assertThat(image.pinned(remote()))
                .isEqualTo(remote().pinnedTo(remoteDigest()).value());
        assertThat(images().find(image.pinned(remote())).orElseThrow().id()).isEqualTo(image.id());
        images().remove(remote().value());
    }

    @Test
    default void saysWhyAnImageCannotBePulled() {
        var missing = new ImageReference("no-such.invalid/no-such:1");

        assertThatThrownBy(() ->
                        images().pull(new Pull(missing, null, Duration.ofMinutes(1)), Cancellation.never(), line -> {}))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessageContaining("pull image 'no-such.invalid/no-such:1'");
    }

    @Test
    default void doesNotPullOnceCancelled() {
        var cancellation = new Cancellation();
        cancellation.cancel("enough");

        assertThatThrownBy(
                        () -> images().pull(new Pull(remote(), null, Duration.ofMinutes(1)), cancellation, line -> {}))
                .isInstanceOf(CancelledException.class);
        assertThat(images().find(remote().value())).isEmpty();
    }

    private ImageState load(String tag, List<String> command) {
        var tar = Tar.of(Map.of("hello", labels().toString().getBytes(StandardCharsets.UTF_8)));
        var reference = new ImageReference(name() + ":" + tag);
        return images().load(new ByteArrayInputStream(tar), new ImportSpec(reference, command, labels()));
    }
}
