package dev.skerry.monitoring;

import dev.skerry.api.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// What counts of a line of the router's access log (`router/HaproxyFrontend`).
///
/// @param application the end of its id, as it stands in the names of its backends
/// @param status below 100 when there was no answer
/// @param milliseconds from the request's first byte to the answer's last; negative when unknown
record AccessLine(String application, int status, long bytes, long milliseconds) {
    private static final Pattern BACKEND = Pattern.compile("app-([0-9a-f]{12})-.+");
    private static final int UPGRADED = 101;

    /// Nothing for lines that are not about an application: HAProxy's own messages, unknown hosts, redirects.
    static Optional<AccessLine> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            var node = Json.MAPPER.readTree(line);
            var backend = BACKEND.matcher(node.path("backend").asString(""));
            return backend.matches()
                    ? Optional.of(new AccessLine(
                            backend.group(1),
                            node.path("status").asInt(-1),
                            Math.max(0, node.path("bytes").asLong(0)),
                            node.path("ms").asLong(-1)))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Whether the time it took says something about how fast the application is.
    boolean isTimed() {
        return milliseconds >= 0 && status >= 100 && status != UPGRADED;
    }
}
