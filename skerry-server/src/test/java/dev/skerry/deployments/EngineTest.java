package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.StepView;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How a run of the engine ends that is ended from outside.
@Timeout(60)
class EngineTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private static Path folder;

    private EngineFixture fixture;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Cancellation job = new Cancellation();

    /// A step that goes on until it is ended.
    private record Endless(CountDownLatch begun) implements Step {
        @Override
        public String name() {
            return "build";
        }

        @Override
        public DeploymentStatus status() {
            return DeploymentStatus.BUILDING;
        }

        @Override
        public Result run(Attempt attempt) {
            begun.countDown();
            attempt.cancellation().sleep(Duration.ofHours(1));
            return new Result.Done("never");
        }
    }

    @BeforeEach
    void open() {
        fixture = new EngineFixture(DATABASE.get(), folder);
    }

    @Test
    void failsADeploymentThatIsNotDoneWithinItsDeadlineAndSaysSo() throws Exception {
        var deployment = request();
        endOnceBegun(() -> job.expire(Duration.ofMinutes(35)));

        fixture.run(engine(), job);

        var ended = fixture.find(deployment);
        assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(ended.error()).isEqualTo("The deadline of 35 minutes was over.");
        var steps = DATABASE.get()
                .read(handle -> Journal.steps(handle, List.of(deployment.value())))
                .get(deployment.value());
        assertThat(steps)
                .extracting(StepView::name, StepView::status, StepView::detail)
                .containsExactly(tuple("build", "failed", "The deadline of 35 minutes was over."));
    }

    @Test
    void leavesADeploymentUnfinishedThatAStopOfTheServerCutsOff() throws Exception {
        var deployment = request();
        endOnceBegun(() -> job.cancel("Skerry stops"));

        assertThatThrownBy(() -> fixture.run(engine(), job))
                .isInstanceOf(CancelledException.class)
                .hasMessage("Skerry stops");

        assertThat(fixture.find(deployment).status()).isEqualTo(DeploymentStatus.BUILDING);
        assertThat(fixture.find(deployment).error()).isNull();
    }

    @Test
    void saysWhatKeepsADeploymentWaitingWhileItWaits() {
        var deployment = request();
        assertThat(waitsFor(deployment)).isNull();

        fixture.held = "no memory";
        assertThat(waitsFor(deployment)).isEqualTo("no memory");

        fixture.deployments.cancel(fixture.actor, new DeploymentInput(deployment));
        assertThat(waitsFor(deployment)).isNull();
    }

    private @Nullable String waitsFor(DeploymentId deployment) {
        return fixture.deployments
                .get(fixture.actor, new DeploymentInput(deployment))
                .waitsFor();
    }

    private DeploymentId request() {
        var application = fixture.create("notes", "notes:1");
        return fixture.deployments
                .deploy(fixture.actor, new Deploy(application, null, null))
                .id();
    }

    private Engine engine() {
        return new Engine(fixture.assembly.engineParts((transaction, next) -> {}), List.of(new Endless(begun)));
    }

    private void endOnceBegun(Runnable end) {
        Thread.ofVirtual().start(() -> {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            end.run();
        });
    }
}
