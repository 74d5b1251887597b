package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The door to one Docker engine. It makes the calls of the adapters of this package: each with a deadline, in the
/// highest API version the engine and Skerry both know, with failures as `SkerryException`s. Nothing is connected
/// until the first call, and no call depends on an earlier one: an engine that restarts, even as another version,
/// is found again by the next call.
public final class Docker {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final EngineAddress address;
    private final EngineErrors errors;
    private final AtomicReference<@Nullable ApiVersion> version = new AtomicReference<>();

    private Docker(EngineAddress address) {
        this.address = address;
        this.errors = new EngineErrors(address);
    }

    /// @param host as in `DOCKER_HOST`: `unix:///var/run/docker.sock` or `tcp://host:port`
    /// @throws SkerryException INVALID_INPUT when it is neither
    public static Docker at(String host) {
        return new Docker(new EngineAddress(host));
    }

    /// What the engine says of itself and its machine.
    ///
    /// @throws SkerryException UNAVAILABLE when it does not answer
    public Engine engine() {
        return Engine.of(json(Call.get("describe itself", "info")), version());
    }

    /// Where this engine listens, as it was given.
    public String host() {
        return address.value();
    }

    ApiVersion version() {
        var known = version.get();
        if (known != null) {
            return known;
        }
        var call = Call.get("say its version", "version");
        var answer = exchange(call, call.target(), Cancellation.never(), Docker::document);
        var common = ApiVersion.highestCommon(
                ApiVersion.of(answer.path("MinAPIVersion").asString("1.12")),
                ApiVersion.of(answer.path("ApiVersion").asString("")));
        version.set(common);
        return common;
    }

    JsonNode json(Call call) {
        return stream(call, Cancellation.never(), Docker::document);
    }

    /// The answer, or nothing when the engine has no such object.
    Optional<JsonNode> find(Call call) {
        try {
            return Optional.of(json(call));
        } catch (SkerryException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void run(Call call) {
        stream(call, Cancellation.never(), answer -> answer.body().readAllBytes());
    }

    /// Makes a call whose answer is read while it comes, in the caller's thread. Deadline and cancellation cut the
    /// connection, which ends the engine's work on it.
    <T> T stream(Call call, Cancellation cancellation, AnswerReader<T> reader) {
        return exchange(call, "/v" + version() + call.target(), cancellation, reader);
    }

    /// Reads a body.
    interface AnswerReader<T> {
        T read(HttpAnswer answer) throws IOException;
    }

    private <T> T exchange(Call call, String target, Cancellation cancellation, AnswerReader<T> reader) {
        cancellation.check();
        var socket = address.socket();
        try (var connection = HttpConnection.to(socket)) {
            var watch = new DeadlineWatch(call.deadline(), connection::close);
            try (watch;
                    var _ = cancellation.onCancel(connection::close)) {
                var answer = connection.exchange(socket, call, target);
                if (answer.status() >= 300 && answer.status() != 304) {
                    throw errors.refused(call, answer);
                }
                return reader.read(answer);
            } catch (IOException e) {
                cancellation.check();
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("interrupted");
                }
                throw watch.hasFired() ? errors.late(call) : lost(call, e);
            }
        } catch (IOException e) {
            throw lost(call, e);
        }
    }

    /// The engine that comes back may be another version.
    private SkerryException lost(Call call, IOException e) {
        version.set(null);
        return errors.lost(call, e);
    }

    /// A document that ends in the middle is what an engine leaves that dies while it answers.
    private static JsonNode document(HttpAnswer answer) throws IOException {
        var bytes = answer.body().readAllBytes();
        try {
            return bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new IOException("what it answered is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
