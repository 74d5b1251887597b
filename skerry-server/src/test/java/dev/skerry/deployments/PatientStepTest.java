package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.db.TestDatabase;
import dev.skerry.deployments.Generation.State;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PatientStepTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private final AtomicInteger tries = new AtomicInteger();
    private final Cancellation cancellation = new Cancellation();
    private ReconcilerFixture engine;
    private Deployment deployment;

    @BeforeEach
    void begin() {
        DATABASE.get()
                .useTransaction(
                        transaction -> transaction.handle().execute("TRUNCATE organizations, accounts CASCADE"));
        engine = new ReconcilerFixture(DATABASE.get(), folder);
        var application = engine.application("notes");
        var generation = engine.generation(application, 1, State.LIVE);
        deployment = DATABASE.get()
                .read(handle ->
                        engine.assembly.deployments.find(handle, application.organization(), generation.deployment()))
                .orElseThrow();
    }

    @Test
    void goesOnWhenDockerAnswersAgainAndSaysOnceThatItWaits() {
        assertThat(run(() -> tries.get() <= 3, ErrorCode.UNAVAILABLE)).isEqualTo(new Step.Result.Done("done"));

        assertThat(tries).hasValue(4);
        assertThat(said()).containsExactly("Waiting, to go on as soon as that is over: no answer");
    }

    @Test
    void givesUpWhenItsPatienceIsOver() {
        assertThatThrownBy(() -> run(
                        () -> {
                            engine.clock.advance(Duration.ofMinutes(1));
                            return true;
                        },
                        ErrorCode.UNAVAILABLE))
                .hasMessage("no answer");

        assertThat(tries).hasValue(5);
    }

    @Test
    void waitsForNothingElse() {
        assertThatThrownBy(() -> run(() -> true, ErrorCode.UNPROCESSABLE)).hasMessage("no answer");

        assertThat(tries).hasValue(1);
        assertThat(said()).isEmpty();
    }

    @Test
    void endsWhenTheDeploymentIsCancelled() {
        assertThatThrownBy(() -> run(
                        () -> {
                            cancellation.cancel("enough");
                            return true;
                        },
                        ErrorCode.UNAVAILABLE))
                .isInstanceOf(CancelledException.class);
    }

    private Step.Result run(BooleanSupplier fails, ErrorCode code) {
        var step = new Step() {
            @Override
            public String name() {
                return "start";
            }

            @Override
            public DeploymentStatus status() {
                return DeploymentStatus.DEPLOYING;
            }

            @Override
            public Result run(Attempt attempt) {
                tries.incrementAndGet();
                if (fails.getAsBoolean()) {
                    throw new SkerryException(code, "no answer");
                }
                return new Result.Done("done");
            }
        };
        try (var log = new DeploymentLog(deployment.id(), new LogStore(DATABASE.get()), engine.clock)) {
            var application = engine.get(deployment.application());
            return new PatientStep(step, engine.clock, PAUSE)
                    .run(new Attempt(deployment, application, log, cancellation, folder));
        }
    }

    private List<String> said() {
        return DATABASE.get()
                .read(handle -> new LogStore(DATABASE.get())
                        .after(handle, deployment.id(), 0).stream()
                                .map(LogLine::text)
                                .toList());
    }
}
