package dev.skerry.deployments;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.Seconds;
import dev.skerry.applications.Application;
import dev.skerry.docker.ContainerSpec;
import dev.skerry.docker.HealthCommand;
import dev.skerry.docker.Labels;
import dev.skerry.docker.MountSpec;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.PortSpec;
import dev.skerry.docker.ServiceSpec;
import dev.skerry.docker.TaskState;
import dev.skerry.router.BackendName;
import dev.skerry.router.ServerAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides what a generation is made of: names, labels and services. Pure.
///
/// @param instance the id of this installation, on every object it makes
record GenerationPlanner(String instance) {
    static final String WEB = "web";
    private static final String ONE_OFF = "run";
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    /// The services of a generation, each process type one.
    List<ServiceSpec> services(Application application, Release release, Generation generation) {
        return release.specification().processes().entrySet().stream()
                .map(entry -> service(application, release, generation, entry.getKey()))
                .toList();
    }

    /// How many tasks a service of a generation has: what can be told without its configuration.
    record Size(String service, String process, int replicas) {}

    static List<Size> sizes(Release.Specification specification, Generation generation) {
        return specification.processes().entrySet().stream()
                .map(process -> new Size(
                        serviceName(generation.application(), process.getKey(), generation.number()),
                        process.getKey(),
                        generation.paused() ? 0 : process.getValue().replicas()))
                .toList();
    }

    private ServiceSpec service(Application application, Release release, Generation generation, String process) {
        var specification = release.specification();
        var own = Objects.requireNonNull(specification.processes().get(process));
        var name = serviceName(application.id(), process, generation.number());
        return new ServiceSpec(
                name,
                release.image(),
                own.arguments(),
                environment(application, release, process),
                labels(generation, release).with(Labels.PROCESS, process),
                generation.paused() ? 0 : own.replicas(),
                network(generation.environment()).name(),
                aliases(application, process),
                own.resources(),
                mounts(application, release, name),
                ports(specification, process),
                healthCommand(specification, process),
                Duration.ofSeconds(own.stopGrace()));
    }

    /// Volumes belong to the application, files to the container.
    ///
    /// @param container its name, or that of its service
    List<MountSpec> mounts(Application application, Release release, String container) {
        var mounts = new ArrayList<MountSpec>();
        var labels = own().with(Labels.APPLICATION, application.id().toString());
        for (var volume : release.specification().volumes()) {
            mounts.add(new MountSpec.Volume(
                    volumeName(application.id(), volume.name().value()),
                    volume.path().value(),
                    !volume.mayBeWritten(),
                    labels));
        }
        var files = new TreeMap<>(release.files());
        files.forEach((path, content) -> mounts.add(
                new MountSpec.FileContent("%s-%d".formatted(container, mounts.size()), path, content, own())));
        return mounts;
    }

    private static List<PortSpec> ports(Release.Specification specification, String process) {
        return specification.ports().stream()
                .filter(port -> (port.process() == null ? WEB : port.process().value()).equals(process))
                .map(port -> new PortSpec(
                        port.target().value(),
                        port.published().value(),
                        port.protocol() == PublishedPort.Protocol.UDP ? PortSpec.Protocol.UDP : PortSpec.Protocol.TCP))
                .toList();
    }

    private static @Nullable HealthCommand healthCommand(Release.Specification specification, String process) {
        if (!process.equals(WEB) || !(specification.healthCheck() instanceof HealthCheck.Command command)) {
            return null;
        }
        var timing = command.timing();
        return new HealthCommand(
                command.arguments().stream().map(Argument::value).toList(),
                seconds(timing.interval()),
                seconds(timing.timeout()),
                Duration.ofSeconds(timing.startPeriod().value()),
                timing.retries().value());
    }

    /// The engine takes 0 for its own default.
    private static Duration seconds(Seconds given) {
        return Duration.ofSeconds(Math.max(1, given.value()));
    }

    /// A command beside the processes of a release. It ends with its container, which is not started again.
    ContainerSpec oneOff(Application application, Release release, OneOff run) {
        var labels = own().with(Labels.APPLICATION, application.id().toString())
                .with(Labels.ENVIRONMENT, run.environment().toString())
                .with(Labels.RELEASE, Integer.toString(release.version()));
        return new ContainerSpec(
                run.name(),
                release.image(),
                run.arguments(),
                null,
                environment(application, release, ONE_OFF),
                run.label().on(labels),
                List.of(network(run.environment()).name()),
                List.of(),
                mounts(application, release, run.name()),
                List.of(),
                null,
                run.resources(),
                ContainerSpec.Restart.NEVER,
                STOP_GRACE);
    }

    /// The network of an environment: nothing of another environment is on it.
    NetworkSpec network(UUID environment) {
        return new NetworkSpec(
                "skerry-env-" + tail(environment), own().with(Labels.ENVIRONMENT, environment.toString()));
    }

    /// What every object of this installation carries.
    Labels own() {
        return Labels.of(Labels.INSTANCE, instance);
    }

    Labels of(UUID application) {
        return own().with(Labels.APPLICATION, application.toString());
    }

    Labels of(UUID application, int generation) {
        return of(application).with(Labels.GENERATION, Integer.toString(generation));
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

    /// The addresses at which the running web tasks listen, in that network.
    static Set<ServerAddress> servers(String network, Release.Specification specification, List<TaskState> tasks) {
        return tasks.stream()
                .filter(task -> WEB.equals(task.labels().values().get(Labels.PROCESS)))
                .filter(TaskState::isRunning)
                .filter(task -> task.addresses().containsKey(network))
                .map(task -> new ServerAddress(task.addresses().get(network), specification.port()))
                .collect(Collectors.toUnmodifiableSet());
    }

    static BackendName backend(UUID application) {
        return new BackendName("app-" + tail(application) + "-" + WEB);
    }

    /// For a port of the web process that is not the application's.
    static BackendName backend(UUID application, int port) {
        return new BackendName(backend(application) + "-" + port);
    }

    private Labels labels(Generation generation, Release release) {
        return of(generation.application(), generation.number())
                .with(Labels.ENVIRONMENT, generation.environment().toString())
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

    static String volumeName(UUID application, String name) {
        return "skerry-volume-%s-%s".formatted(tail(application), name);
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
