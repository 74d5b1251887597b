package dev.skerry.jobs;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.SchedulableTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.skerry.jobs.RunningJob.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the jobs of one kind and decides what becomes of each.
final class JobTask<P> extends AbstractTask<P> {
    private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);

    private final JobDefinition<P> definition;
    private final RunningJobs running;

    JobTask(JobDefinition<P> definition, RunningJobs running) {
        super(
                definition.kind().name(),
                definition.kind().payload(),
                (complete, operations) -> afterFailure(definition, running, complete, operations),
                (complete, operations) -> afterSilence(running, complete, operations));
        this.definition = definition;
        this.running = running;
    }

    @Override
    public CompletionHandler<P> execute(TaskInstance<P> instance, ExecutionContext execution) {
        var job = running.get(instance);
        var context = new JobContext(instance.getId(), attempt(execution.getExecution()), job.cancellation());
        try (var _ = job.endAfter(definition.kind().deadline())) {
            definition.handler().run(instance.getData(), context);
        } catch (RuntimeException e) {
            if (!wasAskedFor(job)) {
                throw e;
            }
            LOG.info("Job {} '{}' ended: {}", getName(), instance.getId(), e.getMessage());
        }
        return job.ending() == Ending.STOPPED ? leaveForNextStart() : definition.afterSuccess();
    }

    @Override
    public SchedulableInstance<P> schedulableInstance(String id) {
        throw new UnsupportedOperationException("Jobs are enqueued by Jobs");
    }

    @Override
    public SchedulableInstance<P> schedulableInstance(String id, P payload) {
        return new SchedulableTaskInstance<>(instance(id, payload), now -> now);
    }

    private static boolean wasAskedFor(RunningJob job) {
        return job.ending() == Ending.CANCELLED || job.ending() == Ending.STOPPED;
    }

    /// Nothing is written: what is still taken when the node has stopped is released all at once.
    private static <P> CompletionHandler<P> leaveForNextStart() {
        return (complete, operations) -> LOG.debug("Left for the next start: {}", complete.getExecution());
    }

    private static <P> void afterFailure(
            JobDefinition<P> definition,
            RunningJobs running,
            ExecutionComplete complete,
            ExecutionOperations<P> operations) {
        var execution = complete.getExecution();
        var attempt = attempt(execution);
        var failure = complete.getCause().orElseGet(() -> new IllegalStateException("Failed without a cause"));
        LOG.warn("Job {} '{}' failed (attempt {})", execution.getTaskName(), execution.getId(), attempt, failure);
        var again = definition.afterFailure(attempt, complete.getTimeDone());
        if (again.isPresent()) {
            Persistence.insist(() -> operations.reschedule(complete, again.get()));
            return;
        }
        var job = running.get(execution);
        giveUp(definition, execution, new JobContext(execution.getId(), attempt, job.cancellation()), failure);
        Persistence.insist(operations::stop);
    }

    private static <P> void giveUp(
            JobDefinition<P> definition, Execution execution, JobContext context, Throwable failure) {
        try {
            var payload = definition.kind().payload().cast(execution.taskInstance.getData());
            definition.handler().giveUp(payload, context, failure);
        } catch (RuntimeException e) {
            LOG.error("Job {} '{}' could not be given up properly", execution.getTaskName(), execution.getId(), e);
        }
    }

    /// Its heartbeat stopped. On this node that means the database was away: it runs, and must not run twice.
    private static void afterSilence(
            RunningJobs running, ExecutionComplete complete, ExecutionOperations<?> operations) {
        var execution = complete.getExecution();
        if (running.find(execution).isPresent()) {
            LOG.info("Job {} '{}' runs, though its heartbeat is late", execution.getTaskName(), execution.getId());
            return;
        }
        LOG.warn("Job {} '{}' is dead: it runs again", execution.getTaskName(), execution.getId());
        operations.reschedule(complete, complete.getTimeDone());
    }

    private static int attempt(Execution execution) {
        return execution.consecutiveFailures + 1;
    }
}
