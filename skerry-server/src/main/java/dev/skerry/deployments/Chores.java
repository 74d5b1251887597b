package dev.skerry.deployments;

import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What takes its time, such as the end of a container that does not want to: each in a thread of its own, so that
/// nobody else waits for it, and one of a name at a time.
final class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    /// A thousand applications that go at once are not to ask Docker all at the same time.
    private static final int AT_ONCE = 16;

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(AT_ONCE);

    /// @param name of what may happen once at a time, such as an application's id
    /// @return false when one of that name is under way already: then this is not done
    boolean begin(String name, Runnable work) {
        if (!underWay.add(name)) {
            return false;
        }
        Thread.ofVirtual().name("chore " + name).start(() -> run(name, work));
        return true;
    }

    private void run(String name, Runnable work) {
        var interrupted = false;
        try {
            places.acquire();
            try {
                work.run();
            } finally {
                places.release();
            }
        } catch (SkerryException | CancelledException e) {
            LOG.warn("Cannot do this now, and will try again: {}: {}", name, e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (RuntimeException e) {
            LOG.error("Cannot do this now, and will try again: {}", name, e);
        } finally {
            underWay.remove(name);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
