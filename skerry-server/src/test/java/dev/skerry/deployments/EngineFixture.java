package dev.skerry.deployments;

import dev.skerry.api.Role;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.Name;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.docker.FakeSwarm;
import dev.skerry.docker.TaskState;
import dev.skerry.domains.Domains;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.Uuids;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.router.FakeRouter;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.ArchiveLimits;
import dev.skerry.sources.Credentials;
import dev.skerry.sources.UploadedArchives;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Engine, handover and stores on a real database, with a Swarm and a router in memory. The queue is a list.
final class EngineFixture {
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T05:00:00Z"));
    final FakeSwarm swarm = new FakeSwarm();
    final FakeRouter router = new FakeRouter();
    final List<DeploymentId> queue = new ArrayList<>();
    final Database database;
    final DeploymentStore deployments;
    final ReleaseStore releases;
    final GenerationStore generationStore = new GenerationStore();
    final Generations generations;
    final Handover handover;
    final Watch watch;
    final DeploymentService service;
    final Actor actor;
    private final Applications applications;
    private final Engine.Parts parts;

    EngineFixture(Database database, Path folder) {
        this.database = database;
        var events = new Events();
        var vault = Vault.open(folder.resolve("keys.json"));
        var projects = new Projects(database, clock);
        var variables = new Variables(database, vault, clock, projects);
        this.applications = new Applications(
                new Applications.Storage(database, clock, events),
                projects,
                new Applications.Secrets(variables, new Files(vault, clock), new Credentials(database, vault, clock)),
                (handle, found) -> Map.of());
        this.deployments = new DeploymentStore(events);
        this.releases = new ReleaseStore(vault);
        var outside = outside(vault, events);
        var locks = new ApplicationLocks();
        this.handover = new Handover(outside, locks);
        this.generations = new Generations(outside, locks, handover);
        var logs = new LogStore(database);
        Engine.LogFactory log = id -> new DeploymentLog(id, logs, clock);
        this.watch = new Watch(outside, handover, log);
        this.parts = new Engine.Parts(
                database,
                applications,
                new Confidential(applications, variables, releases),
                deployments,
                new Journal(database, clock, events),
                log,
                new Ending(database, applications, generations, deployments, clock, this::enqueue),
                folder,
                clock);
        this.service = service(new UploadedArchives(folder, ArchiveLimits.DEFAULT, clock));
        this.actor = owner(database);
    }

    private Generations.Parts outside(Vault vault, Events events) {
        var addresses = new Addresses("example.org", 80, 443);
        var domains = new Domains(database, vault, clock, events, applications, addresses);
        var edge = new Edge(database, applications, domains, router, new Routing(addresses), clock);
        var planner = new GenerationPlanner("test");
        return new Generations.Parts(
                database, applications, deployments, releases, swarm, router, edge, planner, clock);
    }

    /// Nobody is interrupted: the word to a running deployment is always lost here.
    private DeploymentService service(UploadedArchives archives) {
        var stores = new DeploymentService.Stores(deployments, releases, archives);
        return new DeploymentService(
                database, applications, stores, clock, new DeploymentService.Queue(this::enqueue, _ -> {}));
    }

    private void enqueue(Transaction transaction, Deployment next) {
        queue.add(next.id());
    }

    Engine engine(Step... steps) {
        return new Engine(parts, List.of(steps));
    }

    void run(Engine engine, DeploymentId deployment) {
        engine.run(actor.organization(), deployment, Cancellation.never());
    }

    /// One that was never deployed.
    Application application(String name) {
        var source = new Source.Image(new ImageReference("example.org/notes:1"));
        applications.operations().stream()
                .filter(each -> each.operation().equals(ApplicationRows.CREATE))
                .map(each -> (Binding.Call<CreateApplication, ?>) each.handler())
                .findFirst()
                .orElseThrow()
                .handle(actor, CreateApplication.of(new Name(name), source));
        return now(name);
    }

    Application now(String name) {
        return database.read(handle -> applications.resolve(handle, actor.organization(), new ApplicationRef(name)));
    }

    DeploymentId deploy(Application application) {
        return service.deploy(actor, new Deploy(application.ref(), null, true)).id();
    }

    /// A deployment with a release of one web task, in the step that starts it.
    Attempt attempt(Application application, Strategy strategy) {
        var id = deploy(application);
        var version = database.read(handle -> releases.nextVersion(handle, application));
        var specification = new Release.Specification(
                8080, Samples.HEALTH, Map.of("web", Samples.process(1)), List.of(), List.of(), List.of(), strategy);
        var image = "sha256:" + version;
        var release = new Release(
                Uuids.v7(clock.instant()),
                application.id(),
                version,
                image,
                null,
                specification,
                Map.of(),
                Map.of(),
                clock.instant());
        database.useTransaction(transaction -> {
            releases.create(transaction, actor.organization(), release, Set.of());
            deployments.setRelease(transaction, get(id), release.id());
            deployments.advance(transaction, get(id), DeploymentStatus.DEPLOYING, clock.instant());
        });
        return new Attempt(get(id), application, parts.logs().open(id), Cancellation.never(), parts.workFolder());
    }

    /// Starts the deployment's generation, has it checked and switches to it, as the steps do.
    void makeLive(Attempt attempt) {
        generations.start(attempt);
        generations.stage(attempt.application(), servers(attempt));
        generations.makeLive(attempt);
    }

    /// Ends the deployment well.
    void succeed(Attempt attempt) {
        database.useTransaction(transaction ->
                deployments.finish(transaction, attempt.deployment(), DeploymentStatus.SUCCESS, null, clock.instant()));
    }

    /// Where the web tasks of the deployment's generation listen.
    Set<ServerAddress> servers(Attempt attempt) {
        return generations.servers(attempt, generations.release(attempt.deployment()), tasks(attempt));
    }

    /// They run at the second look.
    List<TaskState> tasks(Attempt attempt) {
        generations.tasks(attempt.application(), attempt.deployment().number());
        return generations.tasks(attempt.application(), attempt.deployment().number());
    }

    /// Those that get requests.
    Set<ServerAddress> serving(Application application) {
        return router.servers(GenerationPlanner.backend(application.id())).stream()
                .filter(server -> server.role() == ServerState.Role.SERVING)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<Generation.State> state(Attempt attempt) {
        return generation(attempt).map(Generation::state);
    }

    Optional<Generation> generation(Attempt attempt) {
        return database.read(handle -> generationStore.find(
                handle, attempt.application(), attempt.deployment().number()));
    }

    Deployment get(DeploymentId id) {
        return database.read(handle -> deployments.find(handle, actor.organization(), id))
                .orElseThrow();
    }

    DeploymentStatus status(DeploymentId id) {
        return get(id).status();
    }

    private static Actor owner(Database database) {
        var organization = new OrganizationId(UUID.randomUUID());
        var account = UUID.randomUUID();
        database.useTransaction(transaction -> {
            var handle = transaction.handle();
            handle.execute(
                    "INSERT INTO organizations (id, name, created_at) VALUES (?, ?, now())",
                    organization.value(),
                    organization.toString());
            handle.execute(
                    "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, ?, '', now())",
                    account,
                    account + "@example.org");
        });
        return new Actor(account, organization, Role.OWNER, UUID.randomUUID());
    }
}
