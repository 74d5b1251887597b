package dev.skerry.jobs;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;

/// Frees the slot of a job that is over and looks for the next one. Always: whether one waits for just this slot
/// cannot be known, as the queue may be read at this very moment.
final class GiveBack extends AbstractSchedulerListener {
    private final RunningJobs running;
    private final Runnable wake;

    GiveBack(RunningJobs running, Runnable wake) {
        this.running = running;
        this.wake = wake;
    }

    @Override
    public void onExecutionComplete(ExecutionComplete complete) {
        running.givenBack(complete.getExecution());
        wake.run();
    }
}
