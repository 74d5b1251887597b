package dev.skerry.deployments;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.UrlPath;
import dev.skerry.applications.Application;
import dev.skerry.applications.Settings;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import dev.skerry.docker.TaskState;
import dev.skerry.docker.TaskState.Phase;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An application, its release and tasks, for tests of pure decisions.
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    static final UUID APPLICATION = UUID.fromString("019300aa-0000-7000-8000-0123456789ab");
    static final UUID ENVIRONMENT = UUID.fromString("019300aa-0000-7000-8000-ba9876543210");
    static final HealthCheck HEALTH = new HealthCheck.Http(
            new UrlPath("/health"),
            new HealthCheck.Timing(new Seconds(30), new Seconds(2), new Seconds(1), new Retries(3)));

    static final Settings SETTINGS = new Settings(
            new PortNumber(8080),
            HEALTH,
            Map.of(),
            List.of(),
            List.of(),
            null,
            null,
            new Seconds(30),
            null,
            null,
            null);

    private Samples() {}

    static Application application() {
        return application(SETTINGS);
    }

    static Application application(Settings settings) {
        return new Application(
                APPLICATION,
                new OrganizationId(new UUID(0, 1)),
                new Application.Place(ENVIRONMENT, new Name("production"), new Name("default")),
                new Name("notes"),
                "notes",
                new Source.Git(new GitUrl("https://example.org/notes.git"), null, null),
                settings,
                ApplicationStatus.NOT_DEPLOYED,
                null,
                NOW,
                null);
    }

    static Generation generation(int number, Generation.State state) {
        return new Generation(
                APPLICATION,
                number,
                new OrganizationId(new UUID(0, 1)),
                new UUID(7, 7),
                new DeploymentId(new UUID(8, number)),
                ENVIRONMENT,
                state,
                false,
                NOW);
    }

    static Release release(Map<String, Release.ProcessSpecification> processes) {
        return new Release(
                new UUID(7, 7),
                APPLICATION,
                3,
                "sha256:abc",
                "c0ffee",
                new Release.Specification(8080, HEALTH, processes, List.of(), List.of(), List.of(), Strategy.OVERLAP),
                Map.of("COLOUR", new Secret("green")),
                Map.of(),
                NOW);
    }

    static Release.ProcessSpecification process(int replicas, String... arguments) {
        return new Release.ProcessSpecification(List.of(arguments), replicas, Resources.UNLIMITED, 30);
    }

    static TaskState task(String process, Phase observed, Instant since, @Nullable Integer exitCode) {
        return new TaskState(
                UUID.randomUUID().toString(),
                "service-" + process,
                Labels.of(Labels.PROCESS, process),
                Phase.RUNNING,
                observed,
                Map.of(),
                null,
                "node",
                null,
                exitCode,
                since,
                1);
    }
}
