package dev.skerry.app;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.Docker;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the Docker engine: after a reboot both start at once, and Skerry is the faster one.
///
/// @param patience how long at most
/// @param pause between two questions
record EngineStart(Duration patience, Duration pause) {
    static final EngineStart USUAL = new EngineStart(Duration.ofMinutes(2), Duration.ofMillis(500));

    private static final Logger LOG = LoggerFactory.getLogger(EngineStart.class);
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);

    /// @throws SkerryException UNAVAILABLE when the engine does not answer in time
    void await(Docker docker) {
        var began = System.nanoTime();
        var said = Duration.ZERO;
        while (true) {
            try {
                docker.engine();
                return;
            } catch (SkerryException e) {
                var waited = Duration.ofNanos(System.nanoTime() - began);
                if (e.code() != ErrorCode.UNAVAILABLE || waited.compareTo(patience) >= 0) {
                    throw gaveUp(docker, e);
                }
                if (waited.compareTo(said) >= 0) {
                    LOG.warn(
                            "Waiting for the Docker engine, {} s of at most {} s: {}",
                            waited.toSeconds(),
                            patience.toSeconds(),
                            e.getMessage());
                    said = waited.plus(SAID_EVERY);
                }
            }
            Cancellation.never().sleep(pause);
        }
    }

    private SkerryException gaveUp(Docker docker, SkerryException e) {
        return e.code() == ErrorCode.UNAVAILABLE
                ? new SkerryException(
                        ErrorCode.UNAVAILABLE,
                        "No Docker engine answered at %s within %d s: %s Start it, for example by 'systemctl start docker', and then Skerry; DOCKER_HOST names another one."
                                .formatted(docker.host(), patience.toSeconds(), e.getMessage()),
                        e)
                : e;
    }
}
