package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/// What every builder of images does.
interface ImageBuilderContract {
    Duration LONG = Duration.ofMinutes(2);

    ImageBuilder builder();

    /// An empty folder for the sources.
    Path context();

    Labels labels();

    /// An image to build on.
    String base();

    @Test
    default void givesTheIdOfTheImageAndTellsItsSteps() throws IOException {
        var events = new CopyOnWriteArrayList<BuildEvent>();
        var dockerfile = "FROM %s\nRUN echo hello of the build\n".formatted(base());

        var id = build(dockerfile, events::add);

        assertThat(id).matches("sha256:[0-9a-f]{64}");
        assertThat(events).extracting(BuildEvent::text).anyMatch(text -> text.contains("hello of the build"));
        assertThat(build(dockerfile, event -> {})).as("built again").isEqualTo(id);
    }

    @Test
    default void saysThatThereIsNoDockerfile() {
        assertFails(() -> builder()
                        .build(
                                spec(context().resolve("Dockerfile"), Map.of()),
                                LONG,
                                Cancellation.never(),
                                event -> {}))
                .hasMessageContaining("There is no Dockerfile 'Dockerfile'");
    }

    @Test
    default void saysWhichStepFailedWithWhatExitCode() {
        assertFails(() -> build("FROM %s\nRUN exit 3\n".formatted(base()), event -> {}))
                .hasMessageContaining("RUN exit 3")
                .hasMessageContaining("exit code 3");
    }

    @Test
    default void saysThatTheBaseImageCannotBePulled() {
        assertFails(() -> build("FROM no-such.invalid/no-such:1\n", event -> {}))
                .hasMessageContaining("a base image cannot be pulled");
    }

    @Test
    default void endsAtOnceWhenCancelled() throws IOException {
        var cancellation = new Cancellation();
        var dockerfile = dockerfile("FROM %s\nRUN echo begins\nRUN sleep 600\n".formatted(base()));
        var cancelledAt = new AtomicLong();
        Thread.startVirtualThread(() -> {
            Cancellation.never().sleep(Duration.ofSeconds(2));
            cancelledAt.set(System.nanoTime());
            cancellation.cancel("enough");
        });

        assertThatThrownBy(() -> builder().build(spec(dockerfile, Map.of()), LONG, cancellation, event -> {}))
                .isInstanceOf(CancelledException.class)
                .hasMessage("enough");
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt.get())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    default void endsAtItsDeadline() throws IOException {
        var dockerfile = dockerfile("FROM %s\nRUN sleep 600\n".formatted(base()));

        assertThatThrownBy(() -> builder()
                        .build(spec(dockerfile, Map.of()), Duration.ofSeconds(2), Cancellation.never(), event -> {}))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    }

    default String build(String dockerfile, Consumer<BuildEvent> progress) throws IOException {
        return builder().build(spec(dockerfile(dockerfile), Map.of()), LONG, Cancellation.never(), progress);
    }

    default Path dockerfile(String text) throws IOException {
        return Files.writeString(context().resolve("Dockerfile"), text);
    }

    default BuildSpec spec(Path dockerfile, Map<String, Secret> secrets) {
        return new BuildSpec(
                context(),
                dockerfile,
                Optional.empty(),
                Map.of(),
                secrets,
                "skerry-test/built:" + Integer.toHexString(labels().values().hashCode()),
                labels(),
                true,
                BuildSpec.Network.BRIDGE,
                Resources.UNLIMITED);
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class,
                        e -> assertThat(List.of(ErrorCode.UNPROCESSABLE)).contains(e.code()));
    }
}
