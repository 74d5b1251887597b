package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands what the engine tells to all who listen, again and again: an engine that went away is listened to again.
public record EngineNews(Swarm swarm, List<Listener> listeners) {
    private static final Logger LOG = LoggerFactory.getLogger(EngineNews.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    public EngineNews {
        listeners = List.copyOf(listeners);
    }

    /// Who need not ask as long as somebody tells.
    public interface Listener {
        /// Something happened to what carries these labels. The first time they are empty: what was before is not told.
        void hear(Labels labels);

        /// Nobody tells of anything any more, until something is heard again.
        void hearNothing();
    }

    /// Until it is to stop.
    public void follow(Cancellation stopping) {
        try {
            while (true) {
                listen(stopping);
                listeners.forEach(Listener::hearNothing);
                stopping.sleep(PAUSE);
            }
        } catch (CancelledException e) {
            LOG.debug("No longer listening to Docker: {}", e.getMessage());
        }
    }

    private void listen(Cancellation stopping) {
        try {
            swarm.listen(stopping, labels -> listeners.forEach(listener -> listener.hear(labels)));
        } catch (SkerryException e) {
            LOG.info("Docker does not tell what happens now: {}", e.getMessage());
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Docker cannot be understood; it is listened to again", e); // this must never end
        }
    }
}
