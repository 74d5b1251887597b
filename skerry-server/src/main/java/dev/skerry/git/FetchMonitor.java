package dev.skerry.git;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.ProgressMonitor;

/// Turns JGit's counting into progress a few times a second, and carries the cancellation to where JGit asks
/// for it. It also sees when JGit begins with what takes memory, and holds it to its bounds there.
final class FetchMonitor implements ProgressMonitor {
    private static final long BETWEEN = Duration.ofMillis(250).toNanos();

    private final GitProgress progress;
    private final Cancellation cancellation;
    private final PackBounds bounds;
    private boolean resolving;
    private int done;
    private int total;
    private long told = System.nanoTime() - BETWEEN;

    FetchMonitor(GitProgress progress, Cancellation cancellation, PackBounds bounds) {
        this.progress = progress;
        this.cancellation = cancellation;
        this.bounds = bounds;
    }

    @Override
    public void start(int totalTasks) {
        // The number of tasks says nothing to a user.
    }

    @Override
    public void beginTask(String title, int totalWork) {
        done = 0;
        total = totalWork;
        ended();
        if (title.equals(JGitText.get().resolvingDeltas)) {
            PackBounds.enter(cancellation);
            resolving = true;
        }
    }

    @Override
    public void update(int completed) {
        done += completed;
        if (resolving) {
            bounds.requireRoom();
        }
        var now = System.nanoTime();
        if (total > 0 && now - told >= BETWEEN) {
            told = now;
            progress.received(done, total);
        }
    }

    /// Whatever ran is over, well or not: JGit says so only when it went well.
    void ended() {
        if (resolving) {
            resolving = false;
            PackBounds.leave();
        }
    }

    @Override
    public void endTask() {
        ended();
        if (total > 0) {
            progress.received(done, total);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled() || Thread.currentThread().isInterrupted();
    }

    @Override
    public void showDuration(boolean enabled) {
        // Durations are the deployment journal's.
    }
}
