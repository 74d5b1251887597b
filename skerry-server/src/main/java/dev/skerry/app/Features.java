package dev.skerry.app;

import dev.skerry.applications.Addresses;
import dev.skerry.applications.Applications;
import dev.skerry.applications.PublishablePorts;
import dev.skerry.applications.SourceUses;
import dev.skerry.builds.Builds;
import dev.skerry.config.ServerConfig;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.deployments.Deployments;
import dev.skerry.docker.EngineNews;
import dev.skerry.docker.Resources;
import dev.skerry.domains.DomainEvent;
import dev.skerry.domains.DomainUrls;
import dev.skerry.domains.Domains;
import dev.skerry.events.Events;
import dev.skerry.identity.Identity;
import dev.skerry.identity.SetupToken;
import dev.skerry.jobs.Jobs;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.HostMemory;
import dev.skerry.logs.LogBounds;
import dev.skerry.logs.Logs;
import dev.skerry.monitoring.Monitoring;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.runs.Runs;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.ArchiveLimits;
import dev.skerry.sources.Credentials;
import dev.skerry.sources.Sources;
import dev.skerry.sources.UploadedArchives;
import dev.skerry.untrusted.AddressPolicy;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Every feature, put together by hand in its order: read it from top to bottom to see what depends on what.
final class Features {
    private final ServerConfig config;
    private final Outside outside;
    private final InstantSource clock;
    private final Database database;
    final Events events;
    final Identity identity;
    final Projects projects;
    final Variables variables;
    final Sources sources;
    final Applications applications;
    final SourceUses sourceUses;
    final Domains domains;
    final Logs logs;
    final Deployments deployments;
    final Runs runs;
    final Monitoring monitoring;
    private final EngineNews news;
    private final Cancellation stopping = new Cancellation();

    Features(ServerConfig config, Outside outside, Jobs jobs, InstantSource clock) {
        this.config = config;
        this.outside = outside;
        this.clock = clock;
        this.database = outside.database();
        var state = config.state();
        var vault = outside.vault();
        this.events = new Events();
        var addresses = addresses();

        this.identity = new Identity(database, clock, new SetupToken(state.resolve("setup-token")));
        this.projects = new Projects(database, clock);
        this.variables = new Variables(database, vault, clock, projects);
        var files = new Files(vault, clock);
        this.sources = sources(vault);
        var builds = new Builds(
                outside.imageBuilder(),
                outside.tools(),
                new Builds.Policy(limits(), new AddressPolicy(config.sources().privateNetworks())));
        this.applications = new Applications(
                new Applications.Storage(database, clock, events),
                projects,
                new Applications.Secrets(variables, files, sources.credentials()),
                new DomainUrls(addresses),
                publishablePorts());
        this.sourceUses = new SourceUses(database, applications, sources);
        this.domains = new Domains(database, vault, clock, events, applications, addresses);
        this.logs = logs();
        this.deployments = new Deployments(
                new Deployments.Storage(database, vault, jobs, events, clock, state.resolve("work"), retention()),
                new Deployments.Features(applications, domains, variables, files, sources, builds),
                platform(addresses),
                deploymentLimits());
        this.runs = runs(jobs);
        this.monitoring = new Monitoring(database, applications, outside.containers(), outside.instance(), clock);
        this.news = new EngineNews(outside.swarm(), List.of(logs.listener(), deployments.listener()));
        applications.purgeRegularly(jobs);
        var _ = events.subscribe(DomainEvent.class, _ -> deployments.edgeChanged());
    }

    /// What they can do.
    List<Binding<?, ?>> operations() {
        return Stream.of(
                        identity.operations(),
                        projects.operations(),
                        variables.operations(),
                        applications.operations(),
                        sources.credentials().operations(),
                        sourceUses.operations(),
                        domains.operations(),
                        logs.operations(),
                        deployments.operations(),
                        runs.operations(),
                        monitoring.operations())
                .<Binding<?, ?>>flatMap(List::stream)
                .toList();
    }

    /// Begins what goes on by itself.
    void start() {
        deployments.restoreEdge();
        Thread.ofVirtual().name("engine-news").start(() -> news.follow(stopping));
        logs.start();
        deployments.startReconciling();
        monitoring.start();
        sources.archives().removeLeftovers(database);
    }

    /// Ends it; jobs end with their queue.
    void stop() {
        stopping.cancel("Skerry stops");
        monitoring.close();
        logs.close();
        deployments.stop();
    }

    private Addresses addresses() {
        var router = config.router();
        return new Addresses(router.baseDomain().value(), router.httpPort(), router.httpsPort());
    }

    /// The database's port is not known here; it is asked.
    private PublishablePorts publishablePorts() {
        var router = config.router();
        return new PublishablePorts(
                config.publishedPorts(), new HashSet<>(List.of(config.port(), router.httpPort(), router.httpsPort())));
    }

    private Sources sources(Vault vault) {
        var limits = ArchiveLimits.DEFAULT.withMaxArchiveBytes(config.sources().maxUpload());
        return new Sources(
                outside.git(),
                new UploadedArchives(config.state().resolve("archives"), limits, clock),
                new Credentials(database, vault, clock));
    }

    /// What a build may use unless its application says otherwise.
    private Resources limits() {
        var memory = config.builds().memory();
        var cpu = config.builds().cpu();
        return new Resources(
                memory.isPresent() ? memory.getAsLong() : null, null, cpu.isPresent() ? cpu.getAsLong() : null, null);
    }

    private Deployments.Retention retention() {
        return new Deployments.Retention(
                config.retention().releases(), config.retention().deploymentLogs());
    }

    private Deployments.Limits deploymentLimits() {
        var limits = config.deployments();
        return new Deployments.Limits(limits.atOnce(), limits.memory(), HostMemory.here());
    }

    private Logs logs() {
        var bounds = new LogBounds(config.logs().bytes(), config.logs().age());
        return new Logs(
                database,
                applications,
                new Logs.Storage(config.state().resolve("logs"), bounds, clock),
                new Logs.Platform(outside.swarm(), outside.taskLogs(), outside.instance()));
    }

    private Runs runs(Jobs jobs) {
        return new Runs(
                new Runs.Storage(database, jobs, events, clock),
                applications,
                deployments,
                outside.containers(),
                outside.instance());
    }

    private Deployments.Platform platform(Addresses addresses) {
        return new Deployments.Platform(
                outside.swarm(),
                outside.containers(),
                outside.images(),
                outside.router(),
                addresses,
                outside.instance());
    }
}
