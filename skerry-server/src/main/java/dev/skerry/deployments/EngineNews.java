package dev.skerry.deployments;

import dev.skerry.docker.Swarm;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands what Docker tells to the reconciler, again and again: an engine that went away is listened to again.
record EngineNews(Swarm swarm, Reconciler reconciler) {
    private static final Logger LOG = LoggerFactory.getLogger(EngineNews.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    void follow(Cancellation stopping) {
        try {
            while (true) {
                listen(stopping);
                reconciler.hearNothing();
                stopping.sleep(PAUSE);
            }
        } catch (CancelledException e) {
            LOG.debug("No longer listening to Docker: {}", e.getMessage());
        }
    }

    private void listen(Cancellation stopping) {
        try {
            swarm.listen(stopping, reconciler::hear);
        } catch (SkerryException e) {
            LOG.info("Docker does not tell what happens now: {}", e.getMessage());
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Docker cannot be understood; it is listened to again", e); // this must never end
        }
    }
}
