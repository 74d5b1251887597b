package dev.skerry.app;

import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.api.system.HealthView;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Applications;
import dev.skerry.builds.Builds;
import dev.skerry.config.ServerConfig;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.deployments.Deployments;
import dev.skerry.docker.DockerImages;
import dev.skerry.docker.DockerTaskLogs;
import dev.skerry.events.Events;
import dev.skerry.identity.Identity;
import dev.skerry.identity.SetupToken;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.JobsConfig;
import dev.skerry.logs.LogBounds;
import dev.skerry.logs.Logs;
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
    private final Logs logs;
    private final Deployments deployments;
    private final WebServer web;
    private final Outside outside;

    private Skerry(ServerConfig config, Outside outside, InstantSource clock) {
        this.outside = outside;
        this.database = outside.database();
        var vault = Vault.open(config.state().resolve("keys.json"));
        this.jobs = new Jobs(database, new JobsConfig("node-" + outside.instance()), clock);

        var identity =
                new Identity(database, clock, new SetupToken(config.state().resolve("setup-token")));
        var projects = new Projects(database, clock);
        var variables = new Variables(vault, clock);
        var files = new Files(vault, clock);
        var sources = new Sources(outside.git());
        var builds = new Builds(outside.imageBuilder(), outside.tools());
        var addresses =
                new Addresses(config.router().baseDomain(), config.router().httpPort());
        var events = new Events();
        var applications = new Applications(
                new Applications.Storage(database, clock, events), projects, variables, files, addresses);
        this.logs = logs(config, applications, clock);
        this.deployments = new Deployments(
                new Deployments.Storage(
                        database, vault, jobs, events, clock, config.state().resolve("work")),
                new Deployments.Features(applications, variables, files, sources, builds),
                platform(outside, addresses));

        var bindings = new ArrayList<Binding<?, ?>>();
        bindings.addAll(identity.operations());
        bindings.addAll(projects.operations());
        bindings.addAll(applications.operations());
        bindings.addAll(logs.operations());
        bindings.addAll(deployments.operations());
        bindings.addAll(system());
        var operations = new Operations(Catalogue.all(), bindings);
        this.web =
                new WebServer(new WebConfig(config.host(), config.port()), operations, identity::authenticate, events);
    }

    /// Starts everything, and returns when the API answers.
    public static Skerry start(ServerConfig config) {
        return start(config, Outside.connect(config), InstantSource.system());
    }

    /// Starts on given outside parts.
    static Skerry start(ServerConfig config, Outside outside, InstantSource clock) {
        var skerry = new Skerry(config, outside, clock);
        skerry.deployments.restoreEdge();
        skerry.logs.start();
        skerry.deployments.startReconciling();
        skerry.jobs.start();
        skerry.web.start();
        return skerry;
    }

    public int port() {
        return web.port();
    }

    @Override
    public void close() {
        logs.close();
        web.close();
        deployments.stop();
        jobs.close();
        outside.close();
    }

    private static Deployments.Platform platform(Outside outside, Addresses addresses) {
        return new Deployments.Platform(
                outside.swarm(),
                outside.containers(),
                new DockerImages(outside.docker()),
                outside.router(),
                addresses,
                outside.instance());
    }

    private Logs logs(ServerConfig config, Applications applications, InstantSource clock) {
        var bounds = new LogBounds(config.logs().bytes(), config.logs().age());
        return new Logs(
                database,
                applications,
                new Logs.Storage(config.state().resolve("logs"), bounds, clock),
                new Logs.Platform(outside.swarm(), new DockerTaskLogs(outside.docker()), outside.instance()));
    }

    private List<Binding<?, ?>> system() {
        return List.of(
                Binding.bind(SystemRows.HEALTH, (actor, input) -> new HealthView("ok")),
                Binding.bind(SystemRows.VERSION, (actor, input) -> outside.versions()));
    }
}
