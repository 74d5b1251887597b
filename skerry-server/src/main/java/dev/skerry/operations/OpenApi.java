package dev.skerry.operations;

import dev.skerry.api.Body;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Permission;
import dev.skerry.api.Problem;
import dev.skerry.api.WireTypes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI 3.1 document of the catalogue. Deterministic: the same rows give the same text.
public final class OpenApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private static final List<String> MEDIA_TYPES_OF_FILES =
            List.of("application/octet-stream", "application/gzip", "application/x-tar", "application/zip");

    private final Schemas schemas = new Schemas();

    private OpenApi() {}

    public static ObjectNode document(Collection<Operation<?, ?>> operations) {
        return new OpenApi().write(operations);
    }

    private ObjectNode write(Collection<Operation<?, ?>> operations) {
        var document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Skerry").put("version", "0.1");
        var paths = document.putObject("paths");
        operations.stream()
                .sorted(Comparator.<Operation<?, ?>, String>comparing(Operation::path)
                        .thenComparing(Operation::method))
                .forEach(operation -> paths.withObjectProperty(operation.path())
                        .set(operation.method().name().toLowerCase(Locale.ROOT), describe(operation)));
        schemas.reference(Problem.class);
        var components = document.putObject("components");
        components.set("schemas", schemas.all());
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer");
        return document;
    }

    private ObjectNode describe(Operation<?, ?> operation) {
        var node = NODES.objectNode()
                .put("operationId", operation.name())
                .put("summary", operation.summary())
                .put("x-permission", operation.permission().code())
                .put("x-scope", operation.scope().name())
                .put("x-effect", operation.effect().name())
                .put("x-command", operation.command());
        node.putArray("tags").add(operation.name().split("\\.")[0]);
        if (operation.permission() != Permission.ANYONE) {
            node.putArray("security").addObject().putArray("bearer");
        }
        describeInput(operation, node);
        describeAnswers(operation, node);
        return node;
    }

    private void describeInput(Operation<?, ?> operation, ObjectNode node) {
        var inPath = placeholders(operation.path());
        var parameters = NODES.arrayNode();
        var body = NODES.objectNode().put("type", "object");
        var properties = NODES.objectNode();
        var required = NODES.arrayNode();
        for (var component : operation.input().getRecordComponents()) {
            var name = component.getName();
            var schema = schemas.of(component.getGenericType());
            if (inPath.contains(name) || !operation.hasInputInBody()) {
                var parameter = parameters.addObject().put("name", name);
                parameter.put("in", inPath.contains(name) ? "path" : "query");
                parameter.put("required", WireTypes.isRequired(component));
                parameter.set("schema", schema);
            } else {
                properties.set(name, Cleared.isClearable(component) ? orNull(schema) : schema);
                if (WireTypes.isRequired(component)) {
                    required.add(name);
                }
            }
        }
        if (!parameters.isEmpty()) {
            node.set("parameters", parameters);
        }
        if (operation.body() == Body.BYTES) {
            describeBytes(node.putObject("requestBody").put("required", true));
        }
        if (!properties.isEmpty()) {
            body.set("properties", properties);
            body.set("required", required);
            body.put("additionalProperties", false);
            node.putObject("requestBody")
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", body);
        }
    }

    private static ObjectNode orNull(ObjectNode schema) {
        var either = NODES.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    /// As OpenAPI 3.1 has it: no schema of JSON describes bytes, their media type does.
    private static void describeBytes(ObjectNode body) {
        var content = body.putObject("content");
        MEDIA_TYPES_OF_FILES.forEach(content::putObject);
    }

    private void describeAnswers(Operation<?, ?> operation, ObjectNode node) {
        var responses = node.putObject("responses");
        var good = responses.putObject(Integer.toString(operation.status())).put("description", "Done");
        switch (operation.output().kind()) {
            case ONE ->
                content(
                        good,
                        "application/json",
                        schemas.reference(operation.output().item()));
            case PAGE -> content(good, "application/json", page(operation.output()));
            case STREAM ->
                content(
                        good,
                        "text/event-stream",
                        schemas.reference(operation.output().item()));
            case NONE -> good.put("description", "Done, nothing to say");
        }
        content(
                responses.putObject("default").put("description", "A problem"),
                Problem.MEDIA_TYPE,
                schemas.reference(Problem.class));
    }

    private ObjectNode page(Output<?> output) {
        var page = NODES.objectNode().put("type", "object");
        var properties = page.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", schemas.reference(output.item()));
        properties.putObject("next").put("type", "string");
        page.putArray("required").add("items");
        return page;
    }

    private static void content(ObjectNode response, String mediaType, ObjectNode schema) {
        response.putObject("content").putObject(mediaType).set("schema", schema);
    }

    private static Set<String> placeholders(String path) {
        return PLACEHOLDER.matcher(path).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
