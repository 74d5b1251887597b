package dev.skerry.deployments;

import dev.skerry.applications.Application;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.deployments.Roster.Present;
import dev.skerry.deployments.WatchPolicy.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches a generation that has just begun to serve. When it fails before its time is over, the one before takes over
/// again, and the deployment ends as rolled back.
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Database database;
    private final DeploymentStore deployments;
    private final GenerationPlanner planner;
    private final InstantSource clock;
    private final Handover handover;
    private final Engine.LogFactory logs;
    private final GenerationStore store = new GenerationStore();

    Watch(Generations.Parts parts, Handover handover, Engine.LogFactory logs) {
        this.database = parts.database();
        this.deployments = parts.deployments();
        this.planner = parts.planner();
        this.clock = parts.clock();
        this.handover = handover;
        this.logs = logs;
    }

    /// Looks once. The application is locked.
    void look(Application application, Generation standby, Present live, Seen seen) {
        if (isUnderWay(live.generation())) {
            return; // until its deployment has ended, that decides, and needs the one that stands by
        }
        var window = Duration.ofSeconds(application.settings().watch().value());
        var since = live.generation().changedAt();
        switch (WatchPolicy.judge(live.specification(), observed(live, seen), since, clock.instant(), window)) {
            case Verdict.Watching _ -> {
                // there will be another look
            }
            case Verdict.Passed _ ->
                database.useTransaction(
                        transaction -> store.setState(transaction, standby, State.RETIRING, clock.instant()));
            case Verdict.Failed failed -> rollBack(application, live.generation(), failed.reason());
        }
    }

    private boolean isUnderWay(Generation live) {
        return database.read(handle -> deployments.find(handle, live.organization(), live.deployment()))
                .filter(deployment -> !deployment.status().isFinal())
                .isPresent();
    }

    private HealthPolicy.Observed observed(Present live, Seen seen) {
        var generation = live.generation();
        var own = seen.tasks(generation);
        if (!live.specification().serves()) {
            return new HealthPolicy.Observed(own, List.of());
        }
        var network = planner.network(generation.environment()).name();
        var addresses = GenerationPlanner.servers(network, live.specification(), own);
        var servers = seen.servers().apply(GenerationPlanner.backend(generation.application())).stream()
                .filter(server -> addresses.contains(server.address()))
                .toList();
        return new HealthPolicy.Observed(own, servers);
    }

    private void rollBack(Application application, Generation live, String reason) {
        var sentence = "Rolled back to the release before: %s.".formatted(reason);
        if (!handover.leadBack(application, live, sentence)) {
            return; // nothing better to offer: the next look may find it
        }
        LOG.warn("{} is rolled back: {}", application.ref(), reason);
        try (var log = logs.open(live.deployment())) {
            log.append("result", sentence);
        }
    }
}
