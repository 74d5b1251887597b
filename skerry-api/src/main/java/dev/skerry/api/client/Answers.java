package dev.skerry.api.client;

import dev.skerry.api.Json;
import dev.skerry.api.Problem;
import dev.skerry.api.values.ServerUrl;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads what a server answered.
final class Answers {
    /// A newer server may say more than this client knows.
    static final ObjectReader LENIENT = Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;

    private Answers() {}

    /// The JSON of a good answer, an empty object when it has none.
    ///
    /// @throws ProblemException when the server said no
    /// @throws UnreachableException when this is not the answer of a Skerry server
    static JsonNode read(ServerUrl server, HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= MULTIPLE_CHOICES) {
            throw refusal(server, answer.statusCode(), answer, answer.body());
        }
        return answer.body().length == 0 ? JsonNodeFactory.instance.objectNode() : json(server, answer.body());
    }

    static boolean isGood(int status) {
        return status < MULTIPLE_CHOICES;
    }

    static RuntimeException refusal(ServerUrl server, int status, HttpResponse<?> answer, byte[] body) {
        if (status < BAD_REQUEST) {
            var target = answer.headers().firstValue("Location").orElse("somewhere else");
            return new UnreachableException(
                    server, "sends its callers to %s: use that address".formatted(target), null);
        }
        try {
            var problem = LENIENT.forType(Problem.class).<Problem>readValue(body);
            if (problem != null && problem.code() != null && problem.detail() != null) {
                return new ProblemException(problem);
            }
        } catch (JacksonException e) {
            return notSkerry(server, status, e);
        }
        return notSkerry(server, status, null);
    }

    private static JsonNode json(ServerUrl server, byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new UnreachableException(server, "did not answer in JSON: is that a Skerry server?", e);
        }
    }

    private static UnreachableException notSkerry(ServerUrl server, int status, @Nullable Throwable cause) {
        return new UnreachableException(
                server,
                "answered with status %d, but not as Skerry does: is the address right?".formatted(status),
                cause);
    }
}
