package dev.skerry.deployments;

import dev.skerry.api.applications.Strategy;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Application;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.Uuids;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Generations that serve, in a Swarm and behind a router in memory, taken there by hand instead of by an engine.
record LiveFixture(EngineFixture engine, Path folder) {
    Application application(String name) {
        return engine.application(engine.create(name, "notes:1"));
    }

    /// A deployment with a release of one web task, in the step that starts it.
    Attempt attempt(Application application, Strategy strategy) {
        var id = engine.deployments
                .deploy(engine.actor, new Deploy(application.ref(), null, true))
                .id();
        var release = release(application, strategy);
        var pending = engine.find(id);
        engine.database.useTransaction(transaction -> {
            engine.assembly.releases.create(transaction, application.organization(), release, Set.of());
            engine.assembly.deployments.setRelease(transaction, pending, release.id());
            engine.assembly.deployments.advance(
                    transaction, pending, DeploymentStatus.DEPLOYING, engine.clock.instant());
        });
        var log = new DeploymentLog(id, new LogStore(engine.database), engine.clock);
        log.close(); // nobody reads it
        return new Attempt(engine.find(id), application, log, Cancellation.never(), folder);
    }

    private Release release(Application application, Strategy strategy) {
        var version = engine.database.read(handle -> engine.assembly.releases.nextVersion(handle, application));
        var specification = new Release.Specification(
                8080, Samples.HEALTH, Map.of("web", Samples.process(1)), List.of(), List.of(), List.of(), strategy);
        return new Release(
                Uuids.v7(engine.clock.instant()),
                application.id(),
                version,
                "sha256:" + version,
                null,
                specification,
                Map.of(),
                Map.of(),
                engine.clock.instant());
    }

    /// Starts the deployment's generation, has it checked and switches to it, as the steps do.
    void makeLive(Attempt attempt) {
        start(attempt);
        engine.assembly.generations.makeLive(attempt);
    }

    void start(Attempt attempt) {
        engine.assembly.generations.start(attempt);
        engine.assembly.generations.stage(attempt.application(), servers(attempt));
    }

    /// Ends the deployment well.
    void succeed(Attempt attempt) {
        engine.database.useTransaction(transaction -> engine.assembly.deployments.finish(
                transaction, attempt.deployment(), DeploymentStatus.SUCCESS, null, engine.clock.instant()));
    }

    /// Where the web tasks of the deployment's generation listen. They run at the second look.
    Set<ServerAddress> servers(Attempt attempt) {
        var generations = engine.assembly.generations;
        var number = attempt.deployment().number();
        generations.tasks(attempt.application(), number);
        return generations.servers(
                attempt,
                generations.release(attempt.deployment()).specification(),
                generations.tasks(attempt.application(), number));
    }

    /// Those that get requests.
    Set<ServerAddress> serving(Application application) {
        return engine.router.servers(GenerationPlanner.backend(application.id())).stream()
                .filter(server -> server.role() == ServerState.Role.SERVING)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<Generation.State> state(Attempt attempt) {
        return generation(attempt).map(Generation::state);
    }

    Optional<Generation> generation(Attempt attempt) {
        return engine.database.read(handle -> engine.generations.find(
                handle, attempt.application(), attempt.deployment().number()));
    }

    DeploymentStatus status(DeploymentId id) {
        return engine.find(id).status();
    }

    Application now(Application application) {
        return engine.application(new ApplicationRef(application.id().toString()));
    }
}
