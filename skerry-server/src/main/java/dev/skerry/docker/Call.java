package dev.skerry.docker;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One call of the Engine API, before it is made.
///
/// @param what what it is for, to complete "Docker could not ...": `create service 'web-1'`
/// @param path below the version, encoded
/// @param deadline from the connection to the last byte of the answer
record Call(
        String what,
        String method,
        String path,
        List<Parameter> query,
        Map<String, String> headers,
        @Nullable Body body,
        Duration deadline) {
    static final Duration DEADLINE = Duration.ofSeconds(30);

    Call {
        query = List.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /// A name may come more than once.
    record Parameter(String name, String value) {}

    /// What is sent along.
    sealed interface Body {
        /// A JSON document.
        record Json(JsonNode document) implements Body {
            byte[] bytes() {
                return Docker.JSON.writeValueAsBytes(document);
            }
        }

        /// A tar archive of unknown length; it is not closed.
        record Tar(InputStream content) implements Body {}

        default String type() {
            return switch (this) {
                case Json _ -> "application/json";
                case Tar _ -> "application/x-tar";
            };
        }

        default Map<String, String> lengthHeader() {
            return switch (this) {
                case Json json -> Map.of("Content-Length", Integer.toString(json.bytes().length));
                case Tar _ -> Map.of("Transfer-Encoding", "chunked");
            };
        }
    }

    /// @param segments of the path: whatever they hold, they stay segments
    static Call get(String what, String... segments) {
        return of("GET", what, segments);
    }

    static Call post(String what, String... segments) {
        return of("POST", what, segments);
    }

    static Call put(String what, String... segments) {
        return of("PUT", what, segments);
    }

    static Call delete(String what, String... segments) {
        return of("DELETE", what, segments);
    }

    Call query(String name, String value) {
        var all = new ArrayList<>(query);
        all.add(new Parameter(name, value));
        return new Call(what, method, path, all, headers, body, deadline);
    }

    /// Adds `filters={"label":["name=value",...]}`, by which the engine lists the objects that carry all of them.
    Call labelled(Labels labels) {
        var wanted = labels.values().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .toList();
        return filter("label", wanted);
    }

    Call filter(String name, List<String> values) {
        return query("filters", Docker.JSON.writeValueAsString(Map.of(name, values)));
    }

    Call header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Call(what, method, path, query, all, body, deadline);
    }

    Call json(JsonNode document) {
        return new Call(what, method, path, query, headers, new Body.Json(document), deadline);
    }

    Call tar(InputStream content) {
        return new Call(what, method, path, query, headers, new Body.Tar(content), deadline);
    }

    Call within(Duration time) {
        return new Call(what, method, path, query, headers, body, time);
    }

    /// Path and query as they are sent.
    String target() {
        if (query.isEmpty()) {
            return path;
        }
        return query.stream()
                .map(parameter -> parameter.name() + "=" + encode(parameter.value()))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    private static Call of(String method, String what, String... segments) {
        var path = Arrays.stream(segments).map(Call::encode).collect(Collectors.joining("/", "/", ""));
        return new Call(what, method, path, List.of(), Map.of(), null, DEADLINE);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
