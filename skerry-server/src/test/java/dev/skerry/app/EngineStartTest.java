package dev.skerry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.Docker;
import dev.skerry.docker.LateEngine;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EngineStartTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void waitsForAnEngineThatStartsLater() {
        var socket = folder.resolve("docker.sock");
        var docker = Docker.at("unix://" + socket);
        assertThatThrownBy(docker::engine).isInstanceOf(SkerryException.class);

        try (var engine = new LateEngine(socket, Duration.ofMillis(300))) {
            new EngineStart(Duration.ofSeconds(30), Duration.ofMillis(20)).await(docker);

            assertThat(engine.requests()).isNotEmpty();
        }
    }

    @Test
    void givesUpWhenItsTimeIsOverAndSaysWhatToDo() {
        var host = "unix://" + folder.resolve("none.sock");

        assertThatThrownBy(() -> new EngineStart(Duration.ofMillis(200), Duration.ofMillis(20)).await(Docker.at(host)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(SkerryException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("No Docker engine answered at " + host, "systemctl start docker");
    }
}
