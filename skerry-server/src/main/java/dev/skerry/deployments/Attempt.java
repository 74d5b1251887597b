package dev.skerry.deployments;

import dev.skerry.applications.Application;
import dev.skerry.kernel.Cancellation;
import java.nio.file.Path;

/// What a step of a running deployment works with.
///
/// @param deployment as it was stored when the step began
/// @param folder the deployment's own; gone when it ends
record Attempt(
        Deployment deployment, Application application, DeploymentLog log, Cancellation cancellation, Path folder) {
    /// Where its sources are, or will be.
    Path sources() {
        return folder.resolve("sources");
    }

    /// Where its build keeps what is no part of the sources.
    Path buildFolder() {
        return folder.resolve("build");
    }

    /// Tells the user what is going on.
    void say(String step, String line) {
        log.append(step, line);
    }
}
