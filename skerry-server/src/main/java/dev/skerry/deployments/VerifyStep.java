package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.applications.Addresses;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.Router;
import java.time.Duration;

/// Asks the application what a visitor would ask, by its own name and through the router: a success has served a
/// request.
record VerifyStep(Router router, Addresses addresses, Generations generations) implements Step {
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(250);

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.DEPLOYING;
    }

    @Override
    public Result run(Attempt attempt) {
        var release = generations.release(attempt.deployment());
        if (!release.specification().serves()) {
            return new Result.Done("nothing is served");
        }
        var host = addresses.generated(attempt.application()).value();
        var path = release.specification().healthCheck() instanceof HealthCheck.Http http
                ? http.path().value()
                : "/";
        var status = 0;
        for (int i = 0; i < TRIES; i++) {
            status = router.visit(host, path);
            if (isAnAnswer(status)) {
                attempt.say(name(), "GET %s through the router: %d".formatted(path, status));
                return new Result.Done("answered " + status);
            }
            attempt.cancellation().sleep(PAUSE);
        }
        throw new SkerryException(
                ErrorCode.UNPROCESSABLE,
                "The new release passed its health check but answers no request: GET %s gave %s."
                        .formatted(path, status == 0 ? "no answer" : status));
    }

    /// What the router says in place of a server that does not answer is no answer; whatever the application says is.
    private static boolean isAnAnswer(int status) {
        return status > 0 && status != 502 && status != 503 && status != 504;
    }
}
