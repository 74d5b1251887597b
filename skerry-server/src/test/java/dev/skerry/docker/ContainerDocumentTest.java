package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.HostPath;
import dev.skerry.docker.MountSpec.Volume;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerDocumentTest {
    private static final Labels LABELS = Labels.of("a", "1");
    private static final ContainerSpec SPEC = new ContainerSpec(
            "router",
            "haproxy:3",
            List.of("haproxy", "-W"),
            "99:99",
            Map.of("A", "1"),
            LABELS,
            List.of("env-1", "env-2"),
            List.of(new PortSpec(8080, 80, PortSpec.Protocol.TCP), new PortSpec(8443, 443, PortSpec.Protocol.UDP)),
            List.of(
                    new HostPath("/state/router", "/run/router", false),
                    new Volume("v", "/v", true, LABELS),
                    new FileContent("f", "/etc/f", new Secret("s3cret"), LABELS)),
            List.of("/tmp"),
            65536,
            new Resources(1024L, 512L, 1500L, null),
            ContainerSpec.Restart.ALWAYS,
            Duration.ofSeconds(7));
    private static final String DOCUMENT = """
            {"Image": "haproxy:3", "Cmd": ["haproxy", "-W"], "Env": ["A=1"], "Labels": {"a": "1"},
             "StopTimeout": 7, "User": "99:99", "ExposedPorts": {"8080/tcp": {}, "8443/udp": {}},
             "HostConfig": {
               "Init": true, "NetworkMode": "env-1",
               "LogConfig": {"Type": "json-file", "Config": {"max-file": "3", "max-size": "10m"}},
               "Memory": 1024, "MemoryReservation": 512, "NanoCpus": 1500000000,
               "Mounts": [
                 {"Type": "bind", "Source": "/state/router", "Target": "/run/router", "ReadOnly": false},
                 {"Type": "volume", "Source": "v", "Target": "/v", "ReadOnly": true,
                  "VolumeOptions": {"Labels": {"a": "1"}}}],
               "RestartPolicy": {"Name": "always"},
               "Tmpfs": {"/tmp": ""},
               "Ulimits": [{"Name": "nofile", "Soft": 65536, "Hard": 65536}],
               "PortBindings": {"8080/tcp": [{"HostPort": "80"}], "8443/udp": [{"HostPort": "443"}]}}}
            """;

    @Test
    void asksForAContainerThatStays() {
        assertThat(same(ContainerDocument.of(SPEC).toString())).isEqualTo(same(DOCUMENT));
    }

    @Test
    void asksForARun() {
        var run = new RunSpec(
                "once",
                "app",
                List.of(),
                Map.of(),
                LABELS,
                null,
                List.of(),
                Resources.UNLIMITED,
                Duration.ofSeconds(1));

        assertThat(same(ContainerDocument.of(run).toString())).isEqualTo(same("""
                        {"Image": "app", "Env": [], "Labels": {"a": "1"},
                         "HostConfig": {"Init": true, "NetworkMode": "bridge",
                           "LogConfig": {"Type": "json-file", "Config": {"max-file": "3", "max-size": "10m"}},
                           "Mounts": []}}
                        """));
    }

    @Test
    void readsAContainerThatEnded() {
        var state = ContainerReading.of(Docker.JSON.readTree("""
                {"Id": "c1", "Name": "/router", "Image": "sha256:1", "RestartCount": 2,
                 "Config": {"Labels": {"a": "1"}},
                 "State": {"Status": "exited", "Running": false, "OOMKilled": true, "ExitCode": 137,
                           "StartedAt": "2026-11-21T08:00:00Z"},
                 "NetworkSettings": {"Networks": {"env-1": {"IPAddress": "10.0.1.2"}, "env-2": {"IPAddress": ""}}}}
                """));

        assertThat(state)
                .isEqualTo(new ContainerState(
                        "c1",
                        "router",
                        LABELS,
                        "sha256:1",
                        false,
                        137,
                        true,
                        2,
                        Instant.parse("2026-11-21T08:00:00Z"),
                        Map.of("env-1", "10.0.1.2")));
    }

    @Test
    void readsAContainerThatNeverStarted() {
        var state = ContainerReading.of(Docker.JSON.readTree("""
                {"Id": "c1", "Name": "/x", "State": {"Status": "created", "ExitCode": 0,
                 "StartedAt": "0001-01-01T00:00:00Z"}}
                """));

        assertThat(state.exitCode()).isNull();
        assertThat(state.startedAt()).isNull();
    }

    @Test
    void asksForTheLinesThatAreWanted() {
        assertThat(LogCalls.call("web", LogQuery.all()).target())
                .isEqualTo("/containers/web/logs?stdout=true&stderr=true&timestamps=true");
        var query = LogQuery.lastLines(10)
                .since(Instant.parse("2026-11-21T08:00:00.5Z"))
                .follow(Duration.ofMinutes(1));
        assertThat(LogCalls.call("web", query).target())
                .isEqualTo("/containers/web/logs?stdout=true&stderr=true&timestamps=true&tail=10"
                        + "&since=1795248000.500000000&follow=true");
    }

    private static tools.jackson.databind.JsonNode same(String json) {
        return Docker.JSON.readTree(json);
    }
}
