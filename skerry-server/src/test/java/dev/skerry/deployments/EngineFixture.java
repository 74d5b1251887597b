package dev.skerry.deployments;

import dev.skerry.api.Role;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DomainRows;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.domains.AddDomain;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.applications.PublishablePorts;
import dev.skerry.builds.Builds;
import dev.skerry.builds.ExternalTools;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.deployments.Deployment.Cause;
import dev.skerry.deployments.Deployment.Wanted;
import dev.skerry.docker.Containers;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImageBuilder;
import dev.skerry.docker.FakeImages;
import dev.skerry.docker.FakeSwarm;
import dev.skerry.docker.ImageState;
import dev.skerry.docker.Images;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import dev.skerry.domains.DomainUrls;
import dev.skerry.domains.Domains;
import dev.skerry.events.Events;
import dev.skerry.git.GitClient;
import dev.skerry.git.GitConfig;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.JobsConfig;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.Uuids;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.router.FakeRouter;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.ArchiveLimits;
import dev.skerry.sources.Credentials;
import dev.skerry.sources.Sources;
import dev.skerry.sources.UploadedArchives;
import dev.skerry.untrusted.AddressPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// The engine on a real database with the features before it; Docker and the router are fakes unless a test brings
/// its own. Nothing happens by itself: deployments run when the test runs them.
final class EngineFixture {
    static final String HERE = "instance-" + UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    final SettableClock clock = new SettableClock(NOW);
    final FakeSwarm swarm = new FakeSwarm();
    final FakeRouter router = new FakeRouter();
    final Database database;
    final Applications applications;
    final Domains domains;
    final Assembly assembly;
    final DeploymentService deployments;
    final ReleaseService releases;
    final Actor actor;
    final Events events = new Events();
    String held = "";
    Consumer<Deployment> interrupt = _ -> {};
    final List<Deployment> due = new ArrayList<>();
    final GenerationStore generations = new GenerationStore();

    /// With nothing real behind it.
    EngineFixture(Database database, Path folder) {
        this(database, folder, new FakeImages(), new FakeContainers());
    }

    EngineFixture(Database database, Path folder, Images images, Containers containers) {
        this.database = database;
        var vault = Vault.open(folder.resolve("keys.json"));
        var addresses = new Addresses("apps.test", 80, 443);
        var projects = new Projects(database, clock);
        var variables = new Variables(database, vault, clock, projects);
        var files = new Files(vault, clock);
        var credentials = new Credentials(database, vault, clock);
        var archives = new UploadedArchives(folder.resolve("archives"), ArchiveLimits.DEFAULT, clock);
        var sources = new Sources(new GitClient(GitConfig.DEFAULT), archives, credentials);
        this.applications = new Applications(
                new Applications.Storage(database, clock, events),
                projects,
                new Applications.Secrets(variables, files, credentials),
                new DomainUrls(addresses),
                new PublishablePorts(List.of(), Set.of()));
        this.domains = new Domains(database, vault, clock, events, applications, addresses);
        this.assembly = new Assembly(
                storage(database, clock, vault, events, folder),
                new Deployments.Features(applications, domains, variables, files, sources, builds()),
                new Deployments.Platform(swarm, containers, images, router, addresses, HERE));
        this.deployments = new DeploymentService(
                database,
                applications,
                new DeploymentService.Stores(assembly.deployments, assembly.releases, archives),
                clock,
                new DeploymentService.Queue(
                        (transaction, deployment) -> due.add(deployment), next -> interrupt.accept(next), () -> held),
                assembly.releaseImages());
        this.releases = new ReleaseService(database, applications, assembly.releases, assembly.releaseImages());
        this.actor = somebody();
    }

    private static Builds builds() {
        return new Builds(
                new FakeImageBuilder(),
                new ExternalTools(Map.of()),
                new Builds.Policy(Resources.UNLIMITED, AddressPolicy.PUBLIC_ONLY));
    }

    private static Deployments.Storage storage(
            Database database, SettableClock clock, Vault vault, Events events, Path folder) {
        return new Deployments.Storage(
                database,
                vault,
                new Jobs(database, new JobsConfig("fixture"), clock),
                events,
                clock,
                folder.resolve("work"),
                new Deployments.Retention(2, 3));
    }

    /// An image a registry has, which an application can be made of.
    static ImageState image(String id) {
        return new ImageState(
                id, List.of(), List.of(), List.of(), List.of(), List.of(), "", new Labels(Map.of()), 1, "amd64");
    }

    ApplicationRef create(String name, String image) {
        return create(CreateApplication.of(new Name(name), new Source.Image(new ImageReference(image))));
    }

    ApplicationRef create(CreateApplication wanted) {
        call(applications.operations(), ApplicationRows.CREATE.name(), wanted);
        return new ApplicationRef(wanted.name().value());
    }

    void domain(ApplicationRef application, String host, int port) {
        call(
                domains.operations(),
                DomainRows.ADD.name(),
                new AddDomain(
                        application, new HostName(host), null, null, null, new PortNumber(port), null, null, null));
    }

    void call(List<Binding<?, ?>> operations, String name, Record input) {
        operations.stream()
                .filter(binding -> binding.operation().name().equals(name))
                .forEach(binding -> call(binding, input));
    }

    Application application(ApplicationRef reference) {
        return database.read(handle -> applications.resolve(handle, actor.organization(), reference));
    }

    /// Deploys and runs it to its end.
    Deployment deploy(ApplicationRef application) {
        var requested = deployments.deploy(actor, new Deploy(application, null, true));
        run(assembly.engine((transaction, next) -> due.add(next)), Cancellation.never());
        return find(requested.id());
    }

    /// Runs what waits for its turn.
    void run(Engine engine, Cancellation cancellation) {
        while (!due.isEmpty()) {
            var next = due.removeFirst();
            engine.run(next.organization(), next.id(), cancellation);
        }
    }

    Deployment find(DeploymentId id) {
        return database.read(handle -> assembly.deployments.find(handle, actor.organization(), id))
                .orElseThrow();
    }

    /// A release with this image, as if it had been deployed and replaced.
    Release release(ApplicationRef application, String image) {
        var owner = application(application);
        return database.inTransaction(transaction -> {
            var specification = new Release.Specification(
                    8080,
                    Samples.HEALTH,
                    Map.of(GenerationPlanner.WEB, Samples.process(1)),
                    List.of(),
                    List.of(),
                    List.of(),
                    Strategy.OVERLAP);
            var release = new Release(
                    Uuids.v7(clock.instant()),
                    owner.id(),
                    assembly.releases.nextVersion(transaction.handle(), owner),
                    image,
                    "c0ffee",
                    specification,
                    Map.of(),
                    Map.of(),
                    clock.instant());
            assembly.releases.create(transaction, owner.organization(), release, Set.of());
            assembly.releases.setServed(transaction, owner.organization(), release, clock.instant());
            return release;
        });
    }

    /// Lets the release be the one that serves.
    Generation serve(ApplicationRef reference, Release release) {
        var application = application(reference);
        var deployment = ended(reference, release);
        return database.inTransaction(transaction -> {
            generations
                    .of(transaction.handle(), application)
                    .forEach(old -> generations.setState(transaction, old, Generation.State.GONE, clock.instant()));
            var generation = new Generation(
                    application.id(),
                    deployment.number(),
                    application.organization(),
                    release.id(),
                    deployment.id(),
                    application.place().environment(),
                    Generation.State.LIVE,
                    false,
                    clock.instant());
            generations.create(transaction, generation);
            applications.setStatus(transaction, application, ApplicationStatus.RUNNING, release.version());
            return generation;
        });
    }

    void gone(Generation generation) {
        database.useTransaction(
                transaction -> generations.setState(transaction, generation, Generation.State.GONE, clock.instant()));
    }

    /// A deployment that has ended well.
    Deployment ended(ApplicationRef reference, Release release) {
        var application = application(reference);
        var id = new DeploymentId(Uuids.v7(clock.instant()));
        database.useTransaction(transaction -> {
            var number = assembly.deployments.nextNumber(transaction.handle(), application);
            var wanted = new Wanted(Cause.DEPLOY, null, false, release, null);
            var deployment = Deployment.pending(id, application, number, wanted, actor.account(), clock.instant());
            assembly.deployments.create(transaction, deployment);
            assembly.deployments.finish(transaction, deployment, DeploymentStatus.SUCCESS, null, clock.instant());
        });
        return find(id);
    }

    private Actor somebody() {
        var organization = UUID.randomUUID();
        var account = UUID.randomUUID();
        database.useTransaction(transaction -> {
            var handle = transaction.handle();
            handle.execute(
                    "INSERT INTO organizations (id, name, created_at) VALUES (?, ?, now())",
                    organization,
                    organization.toString());
            handle.execute(
                    "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, ?, '', now())",
                    account,
                    account.toString());
        });
        return new Actor(account, new OrganizationId(organization), Role.OWNER, UUID.randomUUID(), false);
    }

    private <I extends Record> void call(Binding<I, ?> binding, Record input) {
        binding.handler().handle(actor, binding.operation().input().cast(input));
    }
}
