package dev.skerry.app;

import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.api.system.StatusView;
import dev.skerry.config.ServerConfig;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.JobsConfig;
import dev.skerry.operations.Binding;
import dev.skerry.operations.Operations;
import dev.skerry.web.WebConfig;
import dev.skerry.web.WebServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A whole server: what is outside of it, the queue, the features, the edge for clients. What is opened is closed in
/// the
/// opposite order.
public final class Skerry implements AutoCloseable {
    /// In microseconds, as the database keeps times: what is answered at once is what is read again later.
    private static final InstantSource CLOCK = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));

    private final Outside outside;
    private final Path state;
    private final Jobs jobs;
    private final Features features;
    private final WebServer web;

    private Skerry(ServerConfig config, Outside outside, InstantSource clock) {
        this.outside = outside;
        this.state = config.state();
        this.jobs = new Jobs(outside.database(), new JobsConfig("node-" + outside.instance()), clock);
        this.features = new Features(config, outside, jobs, clock);
        var bindings = new ArrayList<>(features.operations());
        bindings.addAll(system());
        var operations = new Operations(Catalogue.all(), bindings);
        this.web = new WebServer(
                new WebConfig(config.host().value(), config.port(), config.limits()),
                operations,
                features.identity::authenticate,
                features.events,
                outside.database()::commits);
    }

    /// Starts everything, and returns when the API answers.
    public static Skerry start(ServerConfig config) {
        return start(config, Outside.connect(config), CLOCK);
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
            features.start();
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
        features.stop();
        jobs.close();
    }

    private List<Binding<?, ?>> system() {
        return List.of(
                Binding.bind(SystemRows.HEALTH, (actor, input) -> outside.health()),
                Binding.bind(SystemRows.VERSION, (actor, input) -> outside.versions()),
                Binding.bind(SystemRows.STATUS, (actor, input) -> status()));
    }

    private StatusView status() {
        var versions = outside.versions();
        var activity = features.deployments.activity();
        var disk = state.toFile();
        return new StatusView(
                versions.version(),
                versions.docker(),
                versions.postgres(),
                outside.router().isCurrent(),
                disk.getUsableSpace(),
                disk.getTotalSpace(),
                activity.applications(),
                activity.tasks(),
                activity.running(),
                activity.waiting(),
                activity.drift());
    }
}
