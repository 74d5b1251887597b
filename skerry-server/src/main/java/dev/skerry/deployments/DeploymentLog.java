package dev.skerry.deployments;

import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.secrets.Mask;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a user sees of a running deployment. Lines get their offsets here, in the order they come, and are stored in
/// batches;
/// `close` stores what is left. Made again after a crash it goes on where the stored lines end.
final class DeploymentLog implements AutoCloseable {
    private static final int BATCH = 200;
    private static final long DELAY_MILLIS = 200;
    private static final int MAX_LINES = 100_000;
    private static final int MAX_LENGTH = 8_192;

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLog.class);
    private final DeploymentId deployment;
    private final LogStore store;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<LogLine> waiting = new ArrayList<>();
    private volatile Mask mask = Mask.NONE;
    private long offset;
    private boolean closed;

    DeploymentLog(DeploymentId deployment, LogStore store, InstantSource clock) {
        this.deployment = deployment;
        this.store = store;
        this.clock = clock;
        this.offset = store.last(deployment);
        Thread.ofVirtual().name("log-" + deployment).start(this::flushRegularly);
    }

    /// From now on these are shown as `***`, and those from before.
    void hide(Collection<Secret> secrets) {
        lock.lock();
        try {
            mask = mask.and(secrets);
        } finally {
            lock.unlock();
        }
    }

    /// The text as it may be shown.
    String shown(String text) {
        return mask.hide(text);
    }

    /// @param source the step or program the line comes from
    void append(String source, String text) {
        lock.lock();
        try {
            if (closed || offset >= MAX_LINES) {
                return;
            }
            offset++;
            var line = offset == MAX_LINES
                    ? "(the log ends here: %d lines are kept)".formatted(MAX_LINES)
                    : clean(shown(text));
            waiting.add(new LogLine(offset, clock.instant(), source, line));
            if (waiting.size() % BATCH == 0) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            flush();
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void flushRegularly() {
        try {
            while (!isClosed()) {
                Thread.sleep(DELAY_MILLIS);
                lock.lock();
                try {
                    flush();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// While the database is away the lines wait here; whoever writes them never fails because of it.
    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            store.append(deployment, List.copyOf(waiting));
            waiting.clear();
        } catch (SkerryException e) {
            LOG.warn("{} lines of the log of deployment {} wait: {}", waiting.size(), deployment, e.getMessage());
        }
    }

    /// PostgreSQL texts hold no NUL; a line without end is cut.
    private static String clean(String text) {
        var whole = text.replace("\0", "\\0");
        return whole.length() <= MAX_LENGTH ? whole : whole.substring(0, MAX_LENGTH) + "...";
    }
}
