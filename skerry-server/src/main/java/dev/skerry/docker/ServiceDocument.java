package dev.skerry.docker;

import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.HostPath;
import dev.skerry.docker.MountSpec.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The document by which the Engine API is asked for a service (`POST /services/create`), signed with a fingerprint.
/// Pure: the same spec gives the same document.
final class ServiceDocument {
    /// Swarm knows no growing delay; one second keeps a crash loop from eating a core.
    private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

    private static final String READABLE_BY_ALL = "0444";

    private ServiceDocument() {}

    /// Where a service runs, and what it finds there.
    ///
    /// @param node where its tasks run: images and volumes are this engine's own, and no other node has them
    /// @param networkId of the network the spec names
    /// @param secretIds the Swarm secret of each file, by the file's name
    record Place(String node, String networkId, Map<String, String> secretIds) {
        Place {
            secretIds = Map.copyOf(secretIds);
        }
    }

    /// @param place what only this engine knows of the spec
    static ObjectNode of(ServiceSpec spec, Place place) {
        var document = Docker.JSON.createObjectNode().put("Name", spec.name());
        var template = document.putObject("TaskTemplate");
        template.set("ContainerSpec", container(spec, place.secretIds()));
        template.set("Resources", resources(spec.resources()));
        template.putObject("RestartPolicy")
                .put("Condition", "any")
                .put("Delay", RESTART_DELAY.toNanos())
                .put("MaxAttempts", 0);
        template.set("LogDriver", logDriver());
        template.putObject("Placement").putArray("Constraints").add("node.id==" + place.node());
        template.putArray("Networks")
                .addObject()
                .put("Target", place.networkId())
                .set("Aliases", list(spec.aliases()));
        document.putObject("Mode").putObject("Replicated").put("Replicas", spec.replicas());
        var endpoint = document.putObject("EndpointSpec").put("Mode", "dnsrr");
        var ports = endpoint.putArray("Ports");
        spec.ports()
                .forEach(port -> ports.addObject()
                        .put("Protocol", port.protocol().name().toLowerCase(Locale.ROOT))
                        .put("TargetPort", port.target())
                        .put("PublishedPort", port.published())
                        .put("PublishMode", "host"));
        document.putObject("UpdateConfig")
                .put("Parallelism", 1)
                .put("FailureAction", "continue")
                .put("Order", spec.mayOverlap() ? "start-first" : "stop-first");
        document.set("Labels", labels(spec.labels().with(ServiceFingerprint.LABEL, ServiceFingerprint.of(document))));
        return document;
    }

    /// json-file, whatever the engine's default is: it can be read back, and it is bounded here.
    static ObjectNode logDriver() {
        var driver = Docker.JSON.createObjectNode().put("Name", "json-file");
        driver.putObject("Options").put("max-file", "3").put("max-size", "10m");
        return driver;
    }

    static JsonNode labels(Labels labels) {
        return Docker.JSON.valueToTree(new TreeMap<>(labels.values()));
    }

    static JsonNode list(List<String> values) {
        return Docker.JSON.valueToTree(values);
    }

    static List<String> environment(Map<String, String> variables) {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList();
    }

    static ObjectNode health(HealthCommand check) {
        var test = Docker.JSON.createObjectNode();
        var words = test.putArray("Test").add("CMD");
        check.arguments().forEach(words::add);
        return test.put("Interval", check.interval().toNanos())
                .put("Timeout", check.timeout().toNanos())
                .put("StartPeriod", check.startPeriod().toNanos())
                .put("Retries", check.retries());
    }

    private static ObjectNode container(ServiceSpec spec, Map<String, String> secretIds) {
        var container = Docker.JSON.createObjectNode().put("Image", spec.image());
        container.set("Labels", labels(spec.labels()));
        if (!spec.arguments().isEmpty()) {
            container.set("Args", list(spec.arguments()));
        }
        container.set("Env", list(environment(spec.environment())));
        // A process that is no init of its own leaves zombies and ignores SIGTERM as process 1.
        container
                .put("Init", true)
                .put("StopGracePeriod", spec.stopGracePeriod().toNanos());
        var mounts = container.putArray("Mounts");
        var secrets = container.putArray("Secrets");
        for (var mount : spec.mounts()) {
            switch (mount) {
                case Volume volume -> mounts.add(volume(volume));
                case HostPath path -> mounts.add(hostPath(path));
                case FileContent file -> secrets.add(secret(file, secretIds));
            }
        }
        var check = spec.healthCommand();
        if (check != null) {
            container.set("Healthcheck", health(check));
        }
        return container;
    }

    static ObjectNode volume(Volume volume) {
        var mount = Docker.JSON
                .createObjectNode()
                .put("Type", "volume")
                .put("Source", volume.name())
                .put("Target", volume.target())
                .put("ReadOnly", volume.readOnly());
        mount.putObject("VolumeOptions").set("Labels", labels(volume.labels()));
        return mount;
    }

    static ObjectNode hostPath(HostPath path) {
        return Docker.JSON
                .createObjectNode()
                .put("Type", "bind")
                .put("Source", path.source())
                .put("Target", path.target())
                .put("ReadOnly", path.readOnly());
    }

    private static ObjectNode secret(FileContent file, Map<String, String> ids) {
        var secret = Docker.JSON
                .createObjectNode()
                .put("SecretID", ids.get(file.name()))
                .put("SecretName", file.name());
        secret.putObject("File")
                .put("Name", file.target())
                .put("UID", "0")
                .put("GID", "0")
                .put("Mode", Integer.parseInt(READABLE_BY_ALL, 8));
        return secret;
    }

    private static ObjectNode resources(Resources resources) {
        var document = Docker.JSON.createObjectNode();
        document.set("Limits", amounts(resources.memoryLimit(), resources.cpuLimit()));
        document.set("Reservations", amounts(resources.memoryReservation(), resources.cpuReservation()));
        return document;
    }

    private static ObjectNode amounts(@Nullable Long memory, @Nullable Long cpu) {
        var document = Docker.JSON.createObjectNode();
        if (memory != null) {
            document.put("MemoryBytes", memory);
        }
        if (cpu != null) {
            document.put("NanoCPUs", cpu * 1_000_000);
        }
        return document;
    }
}
