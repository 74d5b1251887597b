package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ServiceFingerprintTest {
    private static final String SENT = """
            {
              "Name": "notes-web-1",
              "TaskTemplate": {
                "ContainerSpec": {
                  "Image": "notes:1", "Labels": {"a": "1", "b": "2"}, "Args": ["node", "server.js"],
                  "Env": ["A=1", "B=2"], "Init": true, "StopGracePeriod": 10,
                  "Mounts": [
                    {"Type": "volume", "Source": "data", "Target": "/data", "ReadOnly": false, "VolumeOptions": {}},
                    {"Type": "bind", "Source": "/srv", "Target": "/srv", "ReadOnly": true}
                  ],
                  "Secrets": []
                },
                "Resources": {"Limits": {"MemoryBytes": 64}, "Reservations": {}},
                "RestartPolicy": {"Condition": "any", "Delay": 1, "MaxAttempts": 0},
                "Networks": [{"Target": "net", "Aliases": ["web", "notes"]}]
              },
              "Mode": {"Replicated": {"Replicas": 1}},
              "EndpointSpec": {"Mode": "dnsrr", "Ports": []}
            }
            """;

    /// Defaults filled in, nothings left out or put in, lists in another order.
    private static final String GIVEN_BACK = """
            {
              "EndpointSpec": {"Mode": "dnsrr"},
              "Mode": {"Replicated": {"Replicas": 5}},
              "Name": "notes-web-1",
              "UpdateConfig": {"Parallelism": 1},
              "TaskTemplate": {
                "ForceUpdate": 7,
                "Runtime": "container",
                "Networks": [{"Aliases": ["notes", "web"], "Target": "net"}],
                "RestartPolicy": {"MaxAttempts": 0, "Delay": 1, "Condition": "any"},
                "Resources": {"Limits": {"MemoryBytes": 64, "NanoCPUs": 0}},
                "Placement": {},
                "ContainerSpec": {
                  "Isolation": "default", "DNSConfig": {}, "Configs": null, "User": "", "ReadOnly": false,
                  "Mounts": [
                    {"ReadOnly": true, "Source": "/srv", "Target": "/srv", "Type": "bind", "BindOptions": {}},
                    {"Source": "data", "Target": "/data", "Type": "volume"}
                  ],
                  "Env": ["B=2", "A=1"], "Args": ["node", "server.js"],
                  "Labels": {"b": "2", "a": "1"}, "Image": "notes:1", "Init": true, "StopGracePeriod": 10
                }
              }
            }
            """;

    @Test
    void isTheSameForWhatTheEngineMakesOfIt() {
        assertThat(ServiceFingerprint.of(tree(GIVEN_BACK))).isEqualTo(ServiceFingerprint.of(tree(SENT)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/TaskTemplate/ContainerSpec            | Image         | \"notes:2\"",
                "/TaskTemplate/ContainerSpec            | Env           | [\"A=1\"]",
                "/TaskTemplate/ContainerSpec            | Env           | [\"A=1\", \"B=3\"]",
                "/TaskTemplate/ContainerSpec            | Args          | [\"server.js\", \"node\"]",
                "/TaskTemplate/ContainerSpec            | Args          | [\"node\", \"server.js\", \"\"]",
                "/TaskTemplate/ContainerSpec            | Command       | [\"sh\"]",
                "/TaskTemplate/ContainerSpec            | User          | \"root\"",
                "/TaskTemplate/ContainerSpec            | Init          | false",
                "/TaskTemplate/ContainerSpec            | Labels        | {\"a\": \"1\"}",
                "/TaskTemplate/ContainerSpec            | CapabilityAdd | [\"CAP_SYS_ADMIN\"]",
                "/TaskTemplate/ContainerSpec            | Healthcheck   | {\"Test\": [\"NONE\"]}",
                "/TaskTemplate/ContainerSpec/Mounts/1   | ReadOnly      | false",
                "/TaskTemplate/ContainerSpec/Mounts/0   | Target        | \"/other\"",
                "/TaskTemplate/Resources/Limits         | MemoryBytes   | 65",
                "/TaskTemplate/Resources/Limits         | NanoCPUs      | 1",
                "/TaskTemplate/Resources/Reservations   | MemoryBytes   | 1",
                "/TaskTemplate/RestartPolicy            | Condition     | \"none\"",
                "/TaskTemplate                          | Placement     | {\"Constraints\": [\"node.id==x\"]}",
                "/TaskTemplate                          | Networks      | []",
                "/TaskTemplate/Networks/0               | Aliases       | [\"web\"]",
                "/EndpointSpec                          | Mode          | \"vip\"",
                "/EndpointSpec                          | Ports         | [{\"TargetPort\": 80}]",
            })
    void isAnotherAfterEachChange(String place, String field, String value) {
        var altered = signed();
        assertThat(ServiceFingerprint.isAltered(altered)).isFalse();

        ((ObjectNode) altered.at(place)).set(field, tree(value));

        assertThat(ServiceFingerprint.isAltered(altered)).isTrue();
    }

    @Test
    void leavesAServiceAloneOfWhichItCannotTell() {
        var unsigned = tree(SENT);
        assertThat(ServiceFingerprint.isAltered(unsigned)).isFalse();

        for (var fingerprint : List.of("", "0-abc", "2-abc")) {
            var other = (ObjectNode) tree(SENT);
            other.putObject("Labels").put(ServiceFingerprint.LABEL, fingerprint);
            assertThat(ServiceFingerprint.isAltered(other)).as(fingerprint).isFalse();
        }
    }

    private static JsonNode signed() {
        var spec = (ObjectNode) tree(SENT);
        spec.putObject("Labels").put(ServiceFingerprint.LABEL, ServiceFingerprint.of(spec));
        return spec;
    }

    private static JsonNode tree(String text) {
        return Docker.JSON.readTree(text);
    }
}
