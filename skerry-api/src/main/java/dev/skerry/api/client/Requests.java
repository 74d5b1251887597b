package dev.skerry.api.client;

import dev.skerry.api.Body;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.values.ServerUrl;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the request an operation is asked by: its input stands in the path where the path has a place for it, and
/// else in the body, or in the query when the method has no body.
record Requests(ServerUrl server, @Nullable String token) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String JSON = "application/json";

    HttpRequest of(Operation<?, ?> operation, ObjectNode input) {
        var rest = withoutPath(operation, input);
        var path = path(operation, input);
        if (!operation.hasInputInBody()) {
            return request(operation, path + query(rest), BodyPublishers.noBody(), null);
        }
        return rest.isEmpty()
                ? request(operation, path, BodyPublishers.noBody(), null)
                : request(operation, path, BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(rest)), JSON);
    }

    /// With bytes for a body: all input stands in path and query.
    HttpRequest upload(Operation<?, ?> operation, ObjectNode input, BodyPublisher bytes) {
        var target = path(operation, input) + query(withoutPath(operation, input));
        return request(operation, target, bytes, "application/octet-stream");
    }

    private HttpRequest request(
            Operation<?, ?> operation, String target, BodyPublisher body, @Nullable String bodyType) {
        var request = HttpRequest.newBuilder(URI.create(server.value() + target))
                .expectContinue(operation.body() == Body.BYTES) // a refusal comes before the bytes are on their way
                .method(operation.method().name(), body)
                .setHeader("User-Agent", "skerry");
        if (bodyType != null) {
            request.setHeader("Content-Type", bodyType);
        }
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static String path(Operation<?, ?> operation, ObjectNode input) {
        return PLACEHOLDER
                .matcher(operation.path())
                .replaceAll(place -> Matcher.quoteReplacement(
                        encoded(required(operation, input.path(place.group(1)), place.group(1)))));
    }

    private static String required(Operation<?, ?> operation, JsonNode value, String name) {
        if (value.isMissingNode() || value.isNull() || value.asString().isEmpty()) {
            throw new IllegalArgumentException("%s needs '%s' in its input".formatted(operation.name(), name));
        }
        return value.asString();
    }

    private static ObjectNode withoutPath(Operation<?, ?> operation, ObjectNode input) {
        var rest = input.objectNode();
        input.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .filter(field -> !operation.path().contains("{" + field.getKey() + "}"))
                .forEach(field -> rest.set(field.getKey(), field.getValue()));
        return rest;
    }

    private static String query(ObjectNode fields) {
        return fields.isEmpty()
                ? ""
                : fields.properties().stream().map(Requests::parameter).collect(Collectors.joining("&", "?", ""));
    }

    private static String parameter(Map.Entry<String, JsonNode> field) {
        var value = field.getValue();
        return encoded(field.getKey()) + "=" + encoded(value.isValueNode() ? value.asString() : value.toString());
    }

    /// Percent-encoded but for the unreserved characters of RFC 3986: the same in a path and in a query.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /// The token stays out.
    @Override
    public String toString() {
        return "Requests[%s]".formatted(server);
    }
}
