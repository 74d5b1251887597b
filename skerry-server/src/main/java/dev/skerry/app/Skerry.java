package dev.skerry.app;

import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Applications;
import dev.skerry.builds.Builds;
import dev.skerry.config.ServerConfig;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.deployments.Deployments;
import dev.skerry.domains.DomainEvent;
import dev.skerry.domains.DomainUrls;
import dev.skerry.domains.Domains;
import dev.skerry.events.Events;
import dev.skerry.identity.Identity;
import dev.skerry.identity.SetupToken;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.JobsConfig;
import dev.skerry.operations.Binding;
import dev.skerry.operations.Operations;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.Sources;
import dev.skerry.web.WebConfig;
import dev.skerry.web.WebServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A whole server, put together by hand: read it from top to bottom to see what depends on what. What is opened is
/// closed in
/// the opposite order.
public final class Skerry implements AutoCloseable {
    private final Database database;
    private final Jobs jobs;
    private final Deployments deployments;
    private final WebServer web;
    private final Outside outside;

    private Skerry(ServerConfig config, Outside outside, InstantSource clock) {
        this.outside = outside;
        this.database = outside.database();
        var vault = Vault.open(config.state().resolve("keys.json"));
        this.jobs = new Jobs(database, new JobsConfig("node-" + outside.instance()), clock);

        var setupToken = new SetupToken(config.state().resolve("setup-token"));
        var identity = new Identity(database, clock, setupToken);
        var projects = new Projects(database, clock);
        var variables = new Variables(vault, clock);
        var files = new Files(vault, clock);
        var sources = new Sources(outside.git());
        var builds = new Builds(outside.imageBuilder(), outside.tools());
        var addresses = addresses(config.router());
        var events = new Events();
        var applications = new Applications(database, clock, projects, variables, files, new DomainUrls(addresses));
        var domains = new Domains(database, vault, clock, events, applications, addresses);
        this.deployments = new Deployments(
                new Deployments.Storage(
                        database, vault, jobs, clock, config.state().resolve("work")),
                new Deployments.Features(applications, domains, variables, files, sources, builds),
                new Deployments.Platform(
                        outside.swarm(),
                        outside.containers(),
                        outside.images(),
                        outside.router(),
                        addresses,
                        outside.instance()));
        var _ = events.subscribe(DomainEvent.class, _ -> deployments.edgeChanged());

        var bindings = new ArrayList<Binding<?, ?>>();
        bindings.addAll(identity.operations());
        bindings.addAll(projects.operations());
        bindings.addAll(applications.operations());
        bindings.addAll(domains.operations());
        bindings.addAll(deployments.operations());
        bindings.addAll(system());
        var operations = new Operations(Catalogue.all(), bindings);
        this.web = new WebServer(webConfig(config), operations, identity::authenticate);
    }

    /// Starts everything, and returns when the API answers.
    public static Skerry start(ServerConfig config) {
        return start(config, Outside.connect(config), InstantSource.system());
    }

    /// Starts on given outside parts.
    static Skerry start(ServerConfig config, Outside outside, InstantSource clock) {
        try {
            var skerry = new Skerry(config, outside, clock);
            skerry.start();
            return skerry;
        } catch (RuntimeException | Error e) {
            outside.close();
            throw e;
        }
    }

    private void start() {
        try {
            deployments.restoreEdge();
            deployments.startReconciling();
            jobs.start();
            web.start();
        } catch (RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    public int port() {
        return web.port();
    }

    @Override
    public void close() {
        stop();
        outside.close();
    }

    private void stop() {
        web.close();
        deployments.stop();
        jobs.close();
    }

    private static WebConfig webConfig(ServerConfig config) {
        return new WebConfig(config.host(), config.port(), config.limits());
    }

    private static Addresses addresses(ServerConfig.Router router) {
        return new Addresses(router.baseDomain(), router.httpPort(), router.httpsPort());
    }

    private List<Binding<?, ?>> system() {
        return List.of(
                Binding.bind(SystemRows.HEALTH, (actor, input) -> outside.health()),
                Binding.bind(SystemRows.VERSION, (actor, input) -> outside.versions()));
    }
}
