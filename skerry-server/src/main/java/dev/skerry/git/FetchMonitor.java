package dev.skerry.git;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import org.eclipse.jgit.lib.ProgressMonitor;

/// Turns JGit's counting into progress a few times a second, and carries the cancellation to where JGit asks
/// for it.
final class FetchMonitor implements ProgressMonitor {
    private static final long BETWEEN = Duration.ofMillis(250).toNanos();

    private final GitProgress progress;
    private final Cancellation cancellation;
    private int done;
    private int total;
    private long told = System.nanoTime() - BETWEEN;

    FetchMonitor(GitProgress progress, Cancellation cancellation) {
        this.progress = progress;
        this.cancellation = cancellation;
    }

    @Override
    public void start(int totalTasks) {
        // The number of tasks says nothing to a user.
    }

    @Override
    public void beginTask(String title, int totalWork) {
        done = 0;
        total = totalWork;
    }

    @Override
    public void update(int completed) {
        done += completed;
        var now = System.nanoTime();
        if (total > 0 && now - told >= BETWEEN) {
            told = now;
            progress.received(done, total);
        }
    }

    @Override
    public void endTask() {
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
