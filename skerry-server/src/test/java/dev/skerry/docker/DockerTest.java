package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerTest {
    private static final String VERSION =
            ScriptedEngine.json(200, "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}");
    private static final Call PING = Call.get("answer a ping", "_ping");

    @TempDir
    private Path folder;

    @Test
    void speaksTheNegotiatedVersionOnOneConnectionARequest() {
        try (var engine = engine(VERSION, ScriptedEngine.json(200, "{\"a\":1}"), ScriptedEngine.json(200, ""))) {
            var docker = Docker.at(engine.host);

            assertThat(docker.json(PING)).hasToString("{\"a\":1}");
            docker.run(
                    Call.post("post", "x").json(Docker.JSON.createObjectNode().put("b", 2)));

            assertThat(engine.requests)
                    .containsExactly(
                            "GET /version HTTP/1.1\r\nHost: docker\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                            "GET /v1.41/_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                            "POST /v1.41/x HTTP/1.1\r\nHost: docker\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"b\":2}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, UNPROCESSABLE",
        "403, CONFLICT",
        "404, NOT_FOUND",
        "409, CONFLICT",
        "500, INTERNAL",
        "503, UNAVAILABLE"
    })
    void givesTheEnginesWordsAndTheStatus(int status, ErrorCode code) {
        try (var engine = engine(VERSION, ScriptedEngine.json(status, "{\"message\":\"no such luck\"}"))) {
            assertFails(code, () -> Docker.at(engine.host).json(PING))
                    .hasMessageContaining("answer a ping")
                    .hasMessageContaining("no such luck")
                    .hasMessageContaining("status " + status)
                    .hasMessageContaining(engine.host);
        }
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        try (var engine = engine(VERSION, ScriptedEngine.json(404, "{\"message\":\"no such thing\"}"))) {
            assertThat(Docker.at(engine.host).find(PING)).isEmpty();
        }
    }

    @Test
    void givesUpAtTheDeadline() {
        try (var engine = engine(VERSION, ScriptedEngine.SILENCE)) {
            assertFails(
                            ErrorCode.DEADLINE_EXCEEDED,
                            () -> Docker.at(engine.host).json(PING.within(Duration.ofMillis(50))))
                    .hasMessageContaining("answer a ping");
        }
    }

    @Test
    void hangsUpWhenCancelled() {
        var cancellation = new Cancellation();
        try (var engine = engine(VERSION, ScriptedEngine.SILENCE)) {
            Thread.startVirtualThread(() -> {
                while (engine.requests.size() < 2) {
                    Thread.onSpinWait();
                }
                cancellation.cancel("enough");
            });

            assertThatThrownBy(() -> Docker.at(engine.host).stream(
                            PING, cancellation, answer -> answer.body().readAllBytes()))
                    .isInstanceOf(CancelledException.class)
                    .hasMessage("enough");
        }
    }

    @Test
    void takesAnAnswerThatEndsInTheMiddleForAnEngineThatWent() {
        try (var engine = engine(VERSION, ScriptedEngine.json(200, "[{\"ID\":\"x"))) {
            assertFails(ErrorCode.UNAVAILABLE, () -> Docker.at(engine.host).json(PING));
        }
    }

    @Test
    void findsAnEngineAgainThatCameBackAsAnother() {
        var newer = ScriptedEngine.json(200, "{\"ApiVersion\":\"1.52\",\"MinAPIVersion\":\"1.44\"}");
        try (var engine = engine(VERSION, "cut off", newer, ScriptedEngine.json(200, ""))) {
            var docker = Docker.at(engine.host);
            assertFails(ErrorCode.UNAVAILABLE, () -> docker.run(PING));

            docker.run(PING);

            assertThat(engine.requests).anyMatch(request -> request.startsWith("GET /v1.52/_ping"));
        }
    }

    @Test
    void saysWhereNoEngineAnswers() {
        var nowhere = "unix://" + folder.resolve("none.sock");

        assertFails(ErrorCode.UNAVAILABLE, () -> Docker.at(nowhere).engine())
                .hasMessageContaining(nowhere)
                .hasMessageContaining("Is it running");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/var/run/docker.sock", "unix://docker.sock", "tcp://host", "ssh://root@host", "npipe:x"})
    void refusesAnAddressItCannotUse(String host) {
        assertFails(ErrorCode.INVALID_INPUT, () -> Docker.at(host)).hasMessageContaining("unix:///");
    }

    private ScriptedEngine engine(String... answers) {
        return new ScriptedEngine(folder.resolve("engine.sock"), answers);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            ErrorCode code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
