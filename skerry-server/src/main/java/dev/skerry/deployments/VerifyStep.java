package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.applications.Addresses;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.Asked;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Asks the application through the router, by its own name: a success has served a request, by a task of the new
/// generation. Passwords and redirects of its domains are the router's own answers, so they are not asked.
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
        var asked = new Asked(0, Optional.empty());
        for (int i = 0; i < TRIES; i++) {
            asked = router.ask(GenerationPlanner.backend(attempt.application().id()), host, path);
            if (isAnswer(asked, servers(attempt, release))) {
                attempt.say(name(), "GET %s through the router: %d".formatted(path, asked.status()));
                return new Result.Done("answered " + asked.status());
            }
            attempt.cancellation().sleep(PAUSE);
        }
        throw new SkerryException(
                ErrorCode.UNPROCESSABLE,
                "The new release passed its health check but answers no request: GET %s gave %s."
                        .formatted(path, shown(asked)));
    }

    private Set<ServerAddress> servers(Attempt attempt, Release release) {
        var tasks =
                generations.tasks(attempt.application(), attempt.deployment().number());
        return generations.servers(attempt, release.specification(), tasks);
    }

    /// What the router says itself is no answer, nor what it says in place of a server that does not answer; whatever
    /// else a server of the new generation says is one.
    static boolean isAnswer(Asked asked, Set<ServerAddress> own) {
        return asked.server().filter(own::contains).isPresent()
                && asked.status() != 502
                && asked.status() != 503
                && asked.status() != 504;
    }

    private static String shown(Asked asked) {
        if (asked.status() == 0) {
            return "no answer";
        }
        return asked.server()
                .map(server -> "%d by %s".formatted(asked.status(), server))
                .orElse("%d by the router itself".formatted(asked.status()));
    }
}
