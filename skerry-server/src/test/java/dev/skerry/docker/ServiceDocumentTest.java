package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.HostPath;
import dev.skerry.docker.MountSpec.Volume;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ServiceDocumentTest {
    private static final Labels LABELS = new Labels(Map.of("b", "2", "a", "1"));

    private static final ServiceSpec SPEC = new ServiceSpec(
            "notes-web-1",
            "sha256:abc",
            List.of("node", "server.js; rm -rf /"),
            Map.of("B", "x=y", "A", "$(id)"),
            LABELS,
            3,
            "env-1",
            List.of("notes", "notes-web"),
            new Resources(268435456L, 134217728L, 1500L, 250L),
            List.of(
                    new Volume("data", "/data", false, Labels.of("v", "1")),
                    new HostPath("/srv", "/srv", true),
                    new FileContent("conf", "/etc/app.conf", new Secret("s3cret"), LABELS)),
            List.of(new PortSpec(8080, 18080, PortSpec.Protocol.TCP), new PortSpec(53, 53, PortSpec.Protocol.UDP)),
            new HealthCommand(
                    List.of("check", "it"), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4),
            Duration.ofSeconds(10));

    private static final String DOCUMENT = """
                {
                  "Name": "notes-web-1",
                  "Labels": {"a": "1", "b": "2"},
                  "TaskTemplate": {
                    "ContainerSpec": {
                      "Image": "sha256:abc",
                      "Labels": {"a": "1", "b": "2"},
                      "Args": ["node", "server.js; rm -rf /"],
                      "Env": ["A=$(id)", "B=x=y"],
                      "Init": true,
                      "StopGracePeriod": 10000000000,
                      "Mounts": [
                        {"Type": "volume", "Source": "data", "Target": "/data", "ReadOnly": false,
                         "VolumeOptions": {"Labels": {"v": "1"}}},
                        {"Type": "bind", "Source": "/srv", "Target": "/srv", "ReadOnly": true}
                      ],
                      "Secrets": [
                        {"SecretID": "secret-id", "SecretName": "conf",
                         "File": {"Name": "/etc/app.conf", "UID": "0", "GID": "0", "Mode": 292}}
                      ],
                      "Healthcheck": {"Test": ["CMD", "check", "it"], "Interval": 1000000000,
                        "Timeout": 2000000000, "StartPeriod": 3000000000, "Retries": 4}
                    },
                    "Resources": {
                      "Limits": {"MemoryBytes": 268435456, "NanoCPUs": 1500000000},
                      "Reservations": {"MemoryBytes": 134217728, "NanoCPUs": 250000000}
                    },
                    "RestartPolicy": {"Condition": "any", "Delay": 1000000000, "MaxAttempts": 0},
                    "LogDriver": {"Name": "json-file", "Options": {"max-file": "3", "max-size": "10m"}},
                    "Placement": {"Constraints": ["node.id==node-id"]},
                    "Networks": [{"Target": "net-id", "Aliases": ["notes", "notes-web"]}]
                  },
                  "Mode": {"Replicated": {"Replicas": 3}},
                  "EndpointSpec": {"Mode": "dnsrr", "Ports": [
                    {"Protocol": "tcp", "TargetPort": 8080, "PublishedPort": 18080, "PublishMode": "host"},
                    {"Protocol": "udp", "TargetPort": 53, "PublishedPort": 53, "PublishMode": "host"}
                  ]},
                  "UpdateConfig": {"Parallelism": 1, "FailureAction": "continue", "Order": "stop-first"}
                }
                """;

    @Test
    void asksForEverythingASpecNames() {
        var document =
                ServiceDocument.of(SPEC, new ServiceDocument.Place("node-id", "net-id", Map.of("conf", "secret-id")));

        assertThat(document.toString()).doesNotContain("s3cret");
        var labels = (ObjectNode) document.path("Labels");
        assertThat(labels.remove(ServiceFingerprint.LABEL).asString("")).matches("1-[0-9a-f]{64}");
        assertThat(Docker.JSON.readTree(document.toString())).isEqualTo(Docker.JSON.readTree(DOCUMENT));
    }

    @Test
    void leavesTheImagesCommandAndHealthCheckWhereNoneIsGiven() {
        var spec = new ServiceSpec(
                "n",
                "i",
                List.of(),
                Map.of(),
                LABELS,
                0,
                "net",
                List.of(),
                Resources.UNLIMITED,
                List.of(),
                List.of(),
                null,
                Duration.ZERO);

        var document = ServiceDocument.of(spec, new ServiceDocument.Place("node-id", "id", Map.of()));
        var template = document.path("TaskTemplate");

        assertThat(template.path("ContainerSpec").propertyNames())
                .containsExactly("Image", "Labels", "Env", "Init", "StopGracePeriod", "Mounts", "Secrets");
        assertThat(document.path("UpdateConfig").path("Order").asString(""))
                .as("two of them may run for a moment")
                .isEqualTo("start-first");
        assertThat(template.path("Resources")).hasToString("{\"Limits\":{},\"Reservations\":{}}");
    }
}
