package dev.skerry.deployments;

import dev.skerry.api.deployments.LogKind;
import dev.skerry.api.deployments.LogStep;
import dev.skerry.builds.BuildLog;
import dev.skerry.docker.BuildEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Writes the progress of a build into the deployment's log, each line with what it tells.
///
/// @param source the step of the deployment
record DeploymentBuildLog(DeploymentLog log, String source) implements BuildLog {
    @Override
    public void say(String line) {
        log.append(source, line);
    }

    @Override
    public void tell(BuildEvent event) {
        switch (event) {
            case BuildEvent.StepStarted(var step) -> append(event, LogKind.STEP_BEGUN, step, null);
            case BuildEvent.StepFinished(var step, var time, var cached) ->
                append(event, cached ? LogKind.STEP_CACHED : LogKind.STEP_DONE, step, time);
            case BuildEvent.StepFailed failed -> append(event, LogKind.STEP_FAILED, failed.step(), failed.time());
            case BuildEvent.Said(var text, var error) ->
                log.append(source, text, error ? LogKind.ERROR_OUTPUT : LogKind.OUTPUT, null);
        }
    }

    private void append(BuildEvent event, LogKind kind, BuildEvent.Step step, @Nullable Duration time) {
        var told = new LogStep(step.number(), log.shown(step.name()), time == null ? null : time.toMillis());
        log.append(source, event.text(), kind, told);
    }
}
