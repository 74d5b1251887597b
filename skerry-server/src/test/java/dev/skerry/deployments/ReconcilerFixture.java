package dev.skerry.deployments;

import dev.skerry.api.Json;
import dev.skerry.api.applications.Source;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.ImageReference;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.applications.PublishablePorts;
import dev.skerry.applications.Settings;
import dev.skerry.builds.Builds;
import dev.skerry.builds.ExternalTools;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImageBuilder;
import dev.skerry.docker.FakeImages;
import dev.skerry.docker.FakeSwarm;
import dev.skerry.docker.Resources;
import dev.skerry.domains.DomainUrls;
import dev.skerry.domains.Domains;
import dev.skerry.events.Events;
import dev.skerry.git.GitClient;
import dev.skerry.git.GitConfig;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.JobsConfig;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SettableClock;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Engine and reconciler on a real database, with a Swarm and a router in memory.
final class ReconcilerFixture {
    static final String INSTANCE = "00000000-0000-7000-8000-000000000001";
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    final Database database;
    final SettableClock clock = new SettableClock(NOW);
    final FakeSwarm swarm = new FakeSwarm();
    final AskedSwarm asked = new AskedSwarm(swarm);
    final FakeRouter router = new FakeRouter();
    final Assembly assembly;
    final Reconciler reconciler;
    private final GenerationStore generations = new GenerationStore();
    private final Applications applications;
    private final UUID organization = UUID.randomUUID();
    private final UUID project = UUID.randomUUID();
    private final UUID environment = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();

    ReconcilerFixture(Database database, Path folder) {
        this.database = database;
        var vault = Vault.open(folder.resolve("keys.json"));
        var events = new Events();
        var addresses = new Addresses("apps.test", 80, 443);
        var projects = new Projects(database, clock);
        var variables = new Variables(database, vault, clock, projects);
        var files = new Files(vault, clock);
        var credentials = new Credentials(database, vault, clock);
        this.applications = new Applications(
                new Applications.Storage(database, clock, events),
                projects,
                new Applications.Secrets(variables, files, credentials),
                new DomainUrls(addresses),
                new PublishablePorts(List.of(), Set.of()));
        var archives = new UploadedArchives(folder.resolve("archives"), ArchiveLimits.DEFAULT, clock);
        var jobs = new Jobs(database, new JobsConfig("node"), clock);
        this.assembly = new Assembly(
                new Deployments.Storage(
                        database,
                        vault,
                        jobs,
                        events,
                        clock,
                        folder.resolve("work"),
                        new Deployments.Retention(10, 50)),
                new Deployments.Features(
                        applications,
                        new Domains(database, vault, clock, events, applications, addresses),
                        variables,
                        files,
                        new Sources(new GitClient(GitConfig.DEFAULT), archives, credentials),
                        new Builds(
                                new FakeImageBuilder(),
                                new ExternalTools(Map.of()),
                                new Builds.Policy(Resources.UNLIMITED, new AddressPolicy(List.of())))),
                new Deployments.Platform(asked, new FakeContainers(), new FakeImages(), router, addresses, INSTANCE));
        this.reconciler = assembly.reconciler();
        makeAPlace();
    }

    private void makeAPlace() {
        execute("INSERT INTO organizations (id, name, created_at) VALUES (?, 'ours', now())", organization);
        execute(
                "INSERT INTO projects (id, organization_id, name, created_at) VALUES (?, ?, 'default', now())",
                project,
                organization);
        execute(
                "INSERT INTO environments (id, organization_id, project_id, name, created_at) VALUES (?, ?, ?, 'production', now())",
                environment,
                organization,
                project);
        execute(
                "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, 'ada@example.org', '', now())",
                account);
    }

    /// One that runs, with a web process and a worker.
    Application application(String name) {
        var id = UUID.randomUUID();
        execute(
                """
                INSERT INTO applications (id, organization_id, environment_id, name, label, source, settings, status,
                    live_release, created_at)
                VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, 'RUNNING', 1, now())
                """,
                id,
                organization,
                environment,
                name,
                name,
                Json.MAPPER.writerFor(Source.class).writeValueAsString(new Source.Image(new ImageReference("notes:1"))),
                Json.MAPPER.writerFor(Settings.class).writeValueAsString(Samples.SETTINGS));
        return get(id);
    }

    Application get(UUID id) {
        return database.read(handle -> applications.get(handle, new OrganizationId(organization), id));
    }

    /// Written down as it would be by a deployment, with its services where it has any.
    Generation generation(Application application, int number, State state) {
        var deployment = deployment(application, number);
        var release = release(application, number);
        var generation = new Generation(
                application.id(),
                number,
                application.organization(),
                release.id(),
                new DeploymentId(deployment),
                environment,
                state,
                false,
                clock.instant());
        database.useTransaction(transaction -> {
            assembly.releases.create(transaction, application.organization(), release, Set.of());
            generations.create(transaction, generation);
        });
        swarm.createNetwork(assembly.planner.network(environment));
        assembly.planner.services(application, release, generation).forEach(swarm::createService);
        return generation;
    }

    private UUID deployment(Application application, int number) {
        var id = UUID.randomUUID();
        execute("""
            INSERT INTO deployments (id, organization_id, application_id, number, status, cause, forced, created_by,
                created_at) VALUES (?, ?, ?, ?, 'success', 'DEPLOY', false, ?, now())
            """, id, organization, application.id(), number, account);
        return id;
    }

    private static Release release(Application application, int version) {
        var sample = Samples.release(
                Map.of(GenerationPlanner.WEB, Samples.process(1), "worker", Samples.process(1, "node", "worker.js")));
        return new Release(
                UUID.randomUUID(),
                application.id(),
                version,
                sample.image(),
                sample.commit(),
                sample.specification(),
                Map.of("DATABASE_URL", new Secret("postgres://user:" + version + "@db/notes")),
                Map.of(),
                NOW);
    }

    State state(Application application, int number) {
        return database.read(handle -> generations.find(handle, application, number))
                .map(Generation::state)
                .orElse(State.GONE);
    }

    void execute(String sql, Object... arguments) {
        database.useTransaction(transaction -> transaction.handle().execute(sql, arguments));
    }
}
