package dev.skerry.deployments;

import dev.skerry.applications.Application;
import dev.skerry.docker.Labels;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.Resources;
import dev.skerry.docker.ServiceSpec;
import dev.skerry.router.BackendName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Decides what a generation is made of: names, labels and services. Pure.
///
/// @param instance the id of this installation, on every object it makes
record GenerationPlanner(String instance) {
    static final String WEB = "web";
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);

    /// The services of a generation, each process type one.
    List<ServiceSpec> services(Application application, Release release, int generation) {
        return release.specification().processes().entrySet().stream()
                .map(entry -> service(application, release, generation, entry.getKey()))
                .toList();
    }

    ServiceSpec service(Application application, Release release, int generation, String process) {
        var specification = release.specification().processes().get(process);
        if (specification == null) {
            throw new IllegalArgumentException("no process " + process);
        }
        return new ServiceSpec(
                serviceName(application.id(), process, generation),
                release.image(),
                specification.arguments(),
                environment(application, release, process),
                labels(application, release, generation).with(Labels.PROCESS, process),
                specification.replicas(),
                network(application).name(),
                aliases(application, process),
                Resources.UNLIMITED,
                List.of(),
                List.of(),
                null,
                STOP_GRACE);
    }

    /// The network of the application's environment: nothing of another environment is on it.
    NetworkSpec network(Application application) {
        var environment = application.place().environment();
        return new NetworkSpec(
                "skerry-env-" + tail(environment), own().with(Labels.ENVIRONMENT, environment.toString()));
    }

    /// What every object of this installation carries.
    Labels own() {
        return Labels.of(Labels.INSTANCE, instance);
    }

    Labels of(UUID application, int generation) {
        return own().with(Labels.APPLICATION, application.toString())
                .with(Labels.GENERATION, Integer.toString(generation));
    }

    /// What a process of a release finds in its environment; the user's own variables win.
    Map<String, String> environment(Application application, Release release, String process) {
        var all = new TreeMap<String, String>();
        all.put("PORT", Integer.toString(release.specification().port()));
        all.put("SKERRY_APPLICATION", application.ref().value());
        all.put("SKERRY_PROCESS", process);
        all.put("SKERRY_RELEASE", "v" + release.version());
        release.environment().forEach((name, value) -> all.put(name, value.reveal()));
        return all;
    }

    static BackendName backend(UUID application) {
        return new BackendName("app-" + tail(application) + "-" + WEB);
    }

    /// For a port of the web process that is not the application's.
    static BackendName backend(UUID application, int port) {
        return new BackendName(backend(application) + "-" + port);
    }

    private Labels labels(Application application, Release release, int generation) {
        return of(application.id(), generation)
                .with(Labels.ENVIRONMENT, application.place().environment().toString())
                .with(Labels.RELEASE, Integer.toString(release.version()));
    }

    /// The web process is reached by the application's own name, each other by `<process>.<application>`.
    private static List<String> aliases(Application application, String process) {
        var name = application.name().value();
        return process.equals(WEB) ? List.of(name) : List.of(process + "." + name);
    }

    static String serviceName(UUID application, String process, int generation) {
        return "skerry-%s-%s-%d".formatted(tail(application), process, generation);
    }

    /// The name an image is kept under as long as a release needs it.
    static String imageName(UUID application, int deployment) {
        return "skerry-app/%s:%d".formatted(tail(application), deployment);
    }

    /// The random end of an id: enough to tell two apart in a name that may have 63 characters.
    private static String tail(UUID id) {
        var text = id.toString();
        return text.substring(text.length() - 12);
    }
}
