package dev.skerry.deployments;

import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.WriteBehind;
import dev.skerry.kernel.Secret;
import dev.skerry.secrets.Mask;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/// What a user sees of a running deployment. Lines get their offsets here, in the order they come, and lose what is
/// secret. Made again after a crash it goes on where the stored lines end.
final class DeploymentLog implements AutoCloseable {
    private static final int MAX_LINES = 100_000;
    private static final int MAX_LENGTH = 8_192;

    private final WriteBehind<LogLine> lines;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Mask mask = Mask.NONE;
    private long offset;

    DeploymentLog(DeploymentId deployment, LogStore store, InstantSource clock) {
        this.lines = new WriteBehind<>("log-" + deployment, batch -> store.append(deployment, batch));
        this.clock = clock;
        this.offset = store.last(deployment);
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
        var line = clean(shown(text));
        lock.lock();
        try {
            if (offset >= MAX_LINES) {
                return;
            }
            offset++;
            var last = "(the log ends here: %d lines are kept)".formatted(MAX_LINES);
            lines.add(new LogLine(offset, clock.instant(), source, offset == MAX_LINES ? last : line));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    /// PostgreSQL texts hold no NUL; a line without end is cut.
    private static String clean(String text) {
        var whole = text.replace("\0", "\\0");
        return whole.length() <= MAX_LENGTH ? whole : whole.substring(0, MAX_LENGTH) + "...";
    }
}
