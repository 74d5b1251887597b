package dev.skerry.deployments;

import dev.skerry.db.Database;
import dev.skerry.docker.EngineNews;
import dev.skerry.docker.Labels;
import dev.skerry.docker.ServiceState;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.Workload;
import dev.skerry.router.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// Compares what should run with what runs, round after round, and has the difference repaired. A round asks the
/// database whether anything changed, and looks at the applications that something happened to or that are on their
/// way. At all of them, and at the router, it looks at times, and whenever Docker tells of something that may concern
/// them.
final class Reconciler implements EngineNews.Listener {
    /// What nobody tells of, such as the end of a task on another machine, is found after so long.
    private static final Duration WIDE = Duration.ofSeconds(5);

    private final Database database;
    private final Swarm swarm;
    private final Router router;
    private final Edge edge;
    private final Roster roster;
    private final Repair repair;
    private final Drift drift;
    private final Chores chores;
    private final GenerationPlanner planner;
    private final InstantSource clock;
    private final Attention attention;
    private final AtomicBoolean happened = new AtomicBoolean();
    private volatile boolean hears;
    private Instant lookedWide = Instant.MIN;
    private List<Roster.Entry> before = List.of();
    private List<Roster.Entry> onTheirWay = List.of();

    Reconciler(Generations.Parts parts, Roster roster, Repair repair, Drift drift, Chores chores) {
        this.database = parts.database();
        this.swarm = parts.swarm();
        this.router = parts.router();
        this.edge = parts.edge();
        this.planner = parts.planner();
        this.clock = parts.clock();
        this.roster = roster;
        this.repair = repair;
        this.drift = drift;
        this.chores = chores;
        this.attention = new Attention(clock);
    }

    @Override
    public void hear(Labels labels) {
        hears = true;
        var application = labels.values().get(Labels.APPLICATION);
        if (application == null) {
            happened.set(true);
        } else if (planner.instance().equals(labels.values().get(Labels.INSTANCE))) {
            attention.draw(UUID.fromString(application));
        }
    }

    /// All is looked at in every round until somebody tells again.
    @Override
    public void hearNothing() {
        hears = false;
    }

    /// One round, at whatever there is a reason to look.
    synchronized void round() {
        Repair.attempt("the router's routes", edge::catchUp);
        var entries = entries();
        if (happened.get() || !hears || !lookedWide.plus(WIDE).isAfter(clock.instant())) {
            lookWide(entries);
            return;
        }
        onTheirWay.forEach(this::look);
        if (!attention.isEmpty()) {
            entries.stream()
                    .filter(entry -> entry.isSettled() && attention.isOn(entry.id()))
                    .forEach(this::look);
        }
    }

    /// One round, at everything.
    synchronized void run() {
        lookWide(entries());
    }

    /// What changed in the database since the last round is worth a look.
    private List<Roster.Entry> entries() {
        var now = database.read(roster::get);
        if (!now.equals(before)) {
            var known = new HashSet<>(before);
            now.stream().filter(entry -> !known.contains(entry)).forEach(entry -> attention.draw(entry.id()));
            before = now;
            onTheirWay = now.stream().filter(entry -> !entry.isSettled()).toList();
        }
        return now;
    }

    private void lookWide(List<Roster.Entry> entries) {
        happened.set(false);
        lookedWide = Instant.MIN; // should this fail, the next round tries again
        if (!router.isCurrent()) {
            edge.apply();
            drift.found("The router did not run as it should; its configuration was applied again");
        }
        Repair.attempt("the router's routes", edge::catchUp);
        var servers = router.servers();
        var workload = swarm.workload(planner.own());
        var byApplication = Seen.byApplication(workload);
        for (var entry : entries) {
            var own = byApplication.getOrDefault(entry.id().toString(), Workload.NONE);
            var seen = new Seen(own, backend -> servers.getOrDefault(backend, List.of()));
            if (!repair.isAtRest(entry, seen)) {
                look(entry);
            }
        }
        removeOrphans(workload.services());
        attention.retain(entries.stream().map(Roster.Entry::id).collect(Collectors.toSet()));
        lookedWide = clock.instant();
    }

    /// Who cannot be looked at does not stop the others.
    private void look(Roster.Entry entry) {
        Repair.attempt(entry.application().ref().value(), () -> {
            attention.keep(entry.id());
            if (repair.look(entry)) {
                attention.satisfy(entry.id());
            }
        });
    }

    /// Services that belong to no generation. What is younger than the round's list of generations is no orphan.
    private void removeOrphans(List<ServiceState> services) {
        var suspects = withoutGeneration(services, before);
        if (suspects.isEmpty()) {
            return;
        }
        for (var orphan : withoutGeneration(suspects, database.read(roster::get))) {
            if (chores.begin("remove " + orphan.name(), () -> swarm.removeService(orphan.name()))) {
                drift.found("The service %s belonged to nothing and was removed".formatted(orphan.name()));
            }
        }
    }

    private static List<ServiceState> withoutGeneration(List<ServiceState> services, List<Roster.Entry> entries) {
        var present = new HashMap<String, Set<String>>();
        for (var entry : entries) {
            var numbers = present.computeIfAbsent(entry.id().toString(), _ -> new HashSet<>());
            entry.generations().forEach(generation -> numbers.add(Integer.toString(generation.number())));
        }
        return services.stream()
                .filter(service -> isOrphan(service.labels().values(), present))
                .toList();
    }

    private static boolean isOrphan(Map<String, String> labels, Map<String, Set<String>> present) {
        var generation = labels.get(Labels.GENERATION);
        return generation != null
                && !present.getOrDefault(labels.getOrDefault(Labels.APPLICATION, ""), Set.of())
                        .contains(generation);
    }
}
