package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A step that asks nobody but Docker and the router. When they are away, as while the engine is restarted, it waits
/// and
/// runs again, as it would after a crash of Skerry.
record PatientStep(Step step, InstantSource clock, Duration pause) implements Step {
    /// An engine with many containers takes a minute to stop, and one to start.
    static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public DeploymentStatus status() {
        return step.status();
    }

    @Override
    public boolean isDue(Attempt attempt) {
        return step.isDue(attempt);
    }

    @Override
    public Result run(Attempt attempt) {
        @Nullable Instant end = null;
        while (true) {
            try {
                return step.run(attempt);
            } catch (SkerryException e) {
                if (e.code() != ErrorCode.UNAVAILABLE || (end != null && end.isBefore(clock.instant()))) {
                    throw e;
                }
                if (end == null) {
                    end = clock.instant().plus(PATIENCE);
                    attempt.say(name(), "Waiting, to go on as soon as that is over: " + e.getMessage());
                }
                attempt.cancellation().sleep(pause);
            }
        }
    }
}
