package dev.skerry.deployments;

import dev.skerry.api.deployments.LogKind;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.deployments.LogStep;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.WriteBehind;
import dev.skerry.kernel.Secret;
import dev.skerry.secrets.Mask;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a user sees of a running deployment. Lines get their offsets here, in the order they come, and lose what is
/// secret. What programs write is kept up to a bound. Made again after a crash it goes on where the stored lines end.
final class DeploymentLog implements AutoCloseable {
    static final int MAX_LINES = 100_000;
    static final long MAX_BYTES = 16L << 20;
    /// What Skerry itself says, and how a build's steps go, has room behind what programs write.
    static final int RESERVED = 1_000;
    private static final int MAX_LENGTH = 8_192;

    private final DeploymentId deployment;
    private final LogStore store;
    private final WriteBehind<LogLine> lines;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Mask mask = Mask.NONE;
    private long offset;
    private long bytes;
    private boolean endTold;

    DeploymentLog(DeploymentId deployment, LogStore store, InstantSource clock) {
        this.deployment = deployment;
        this.store = store;
        this.lines = new WriteBehind<>("log-" + deployment, batch -> store.append(deployment, batch));
        this.clock = clock;
        var written = store.written(deployment);
        this.offset = written.lines();
        this.bytes = written.bytes();
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

    /// What Skerry says.
    ///
    /// @param source the step the line comes from
    void append(String source, String text) {
        append(source, text, LogKind.MESSAGE, null);
    }

    /// @param source the step the line comes from
    /// @param step without secrets
    void append(String source, String text, LogKind kind, @Nullable LogStep step) {
        var line = clean(shown(text));
        lock.lock();
        try {
            if (offset >= MAX_LINES + RESERVED) {
                return;
            }
            var isFull = offset >= MAX_LINES || bytes >= MAX_BYTES;
            if (!isFull || !isOutput(kind)) {
                add(new LogLine(offset + 1, clock.instant(), source, line, kind, step));
            } else if (!endTold) {
                endTold = true;
                var last = "(the output is kept up to here: %d lines, %d MiB)".formatted(offset, bytes >> 20);
                add(new LogLine(offset + 1, clock.instant(), source, last, LogKind.MESSAGE, null));
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many lines programs have written in that step, and stand here or in the store.
    long outputs(String source) {
        return store.outputs(deployment, source);
    }

    private void add(LogLine line) {
        offset++;
        bytes += line.text().getBytes(StandardCharsets.UTF_8).length;
        lines.add(line);
    }

    private static boolean isOutput(LogKind kind) {
        return switch (kind) {
            case OUTPUT, ERROR_OUTPUT -> true;
            case MESSAGE, STEP_BEGUN, STEP_CACHED, STEP_DONE, STEP_FAILED -> false;
        };
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
