package dev.skerry.docker;

import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.HostPath;
import dev.skerry.docker.MountSpec.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The documents by which the Engine API is asked for a container (`POST /containers/create`). Pure.
final class ContainerDocument {
    private static final String BRIDGE = "bridge";

    private ContainerDocument() {}

    static ObjectNode of(RunSpec run) {
        var document = common(run.image(), run.arguments(), run.environment(), run.labels());
        var network = run.network();
        document.set("HostConfig", host(run.mounts(), run.resources(), network == null ? BRIDGE : network));
        return document;
    }

    static ObjectNode of(ContainerSpec spec) {
        var document = common(spec.image(), spec.arguments(), spec.environment(), spec.labels())
                .put("StopTimeout", spec.stopGracePeriod().toSeconds());
        if (spec.user() != null) {
            document.put("User", spec.user());
        }
        var networks = spec.networks();
        var host = host(spec.mounts(), spec.resources(), networks.isEmpty() ? BRIDGE : networks.getFirst());
        host.putObject("RestartPolicy").put("Name", policy(spec.restart()));
        if (!spec.tmpfs().isEmpty()) {
            var tmpfs = host.putObject("Tmpfs");
            spec.tmpfs().forEach(path -> tmpfs.put(path, ""));
        }
        if (spec.openFiles() != null) {
            host.putArray("Ulimits")
                    .addObject()
                    .put("Name", "nofile")
                    .put("Soft", spec.openFiles())
                    .put("Hard", spec.openFiles());
        }
        publish(spec.ports(), document.putObject("ExposedPorts"), host.putObject("PortBindings"));
        document.set("HostConfig", host);
        return document;
    }

    private static ObjectNode common(
            String image, List<String> arguments, Map<String, String> environment, Labels labels) {
        var document = Docker.JSON.createObjectNode().put("Image", image);
        if (!arguments.isEmpty()) {
            document.set("Cmd", ServiceDocument.list(arguments));
        }
        document.set("Env", ServiceDocument.list(ServiceDocument.environment(environment)));
        document.set("Labels", ServiceDocument.labels(labels));
        return document;
    }

    private static ObjectNode host(List<MountSpec> mounts, Resources resources, String network) {
        var host = Docker.JSON.createObjectNode().put("Init", true).put("NetworkMode", network);
        var log = host.putObject("LogConfig").put("Type", "json-file");
        log.set("Config", ServiceDocument.logDriver().path("Options"));
        limit(host, "Memory", resources.memoryLimit(), 1);
        limit(host, "MemoryReservation", resources.memoryReservation(), 1);
        limit(host, "NanoCpus", resources.cpuLimit(), 1_000_000);
        var array = host.putArray("Mounts");
        for (var mount : mounts) {
            switch (mount) {
                case Volume volume -> array.add(ServiceDocument.volume(volume));
                case HostPath path -> array.add(ServiceDocument.hostPath(path));
                case FileContent _ -> {
                    // Written into the container before it starts.
                }
            }
        }
        return host;
    }

    private static void limit(ObjectNode host, String name, @Nullable Long amount, long factor) {
        if (amount != null) {
            host.put(name, amount * factor);
        }
    }

    private static String policy(ContainerSpec.Restart restart) {
        return switch (restart) {
            case NEVER -> "no";
            case ON_FAILURE -> "on-failure";
            case ALWAYS -> "always";
        };
    }

    private static void publish(List<PortSpec> ports, ObjectNode exposed, ObjectNode bindings) {
        for (var port : ports) {
            var name = port.target() + "/" + port.protocol().name().toLowerCase(Locale.ROOT);
            exposed.putObject(name);
            bindings.withArray(name).addObject().put("HostPort", Integer.toString(port.published()));
        }
    }
}
