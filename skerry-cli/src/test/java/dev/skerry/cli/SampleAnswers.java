package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.WireTypes;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.runs.RunView;
import dev.skerry.api.values.GrammarFormat;
import dev.skerry.api.values.NumberFormat;
import dev.skerry.api.values.TextFormat;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An answer of each operation, made of its output type with every component filled in.
final class SampleAnswers {
    static final String ID = "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14";
    static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SampleAnswers() {}

    static JsonNode of(Operation<?, ?> operation) {
        var item = operation.output().item();
        return switch (operation.output().kind()) {
            case ONE, STREAM -> value(item);
            case PAGE -> NODES.objectNode().set("items", NODES.arrayNode().add(value(item)));
            case NONE -> NODES.objectNode();
        };
    }

    static boolean isEmpty(Operation<?, ?> operation) {
        return operation.output().kind() == Output.Kind.NONE;
    }

    private static JsonNode value(Type type) {
        var plain = WireTypes.raw(type);
        if (plain == DeploymentStatus.class) {
            return NODES.stringNode("success");
        }
        if (plain == String.class) {
            return NODES.stringNode("text");
        }
        if (plain == Instant.class) {
            return NODES.stringNode(TIME.toString());
        }
        if (plain == UUID.class) {
            return NODES.stringNode(ID);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return NODES.booleanNode(true);
        }
        if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
            return NODES.numberNode(7);
        }
        if (plain == List.class) {
            return NODES.arrayNode().add(value(WireTypes.arguments(type).getFirst()));
        }
        if (plain == Map.class) {
            return NODES.objectNode().set("key", value(WireTypes.arguments(type).getLast()));
        }
        if (plain.isEnum()) {
            return Json.MAPPER.valueToTree(plain.getEnumConstants()[0]);
        }
        return WireTypes.isValueType(plain) ? checked(plain) : structure(plain);
    }

    private static JsonNode structure(Class<?> type) {
        if (type.isSealed()) {
            var first = type.getPermittedSubclasses()[0];
            var name = type.getAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class)
                    .value()[0]
                    .name();
            var node = NODES.objectNode().put("type", name);
            value(first).properties().forEach(entry -> node.set(entry.getKey(), entry.getValue()));
            return node;
        }
        var node = NODES.objectNode();
        for (var component : type.getRecordComponents()) {
            node.set(component.getName(), value(component.getGenericType()));
        }
        return type == RunView.class ? node.put("status", "success").put("exitCode", 0) : node;
    }

    private static JsonNode checked(Class<?> type) {
        try {
            return switch (type.getField("FORMAT").get(null)) {
                case TextFormat text -> NODES.stringNode(text.example());
                case GrammarFormat grammar -> NODES.stringNode(grammar.example());
                case NumberFormat number -> NODES.numberNode(number.example());
                default -> value(type.getRecordComponents()[0].getType());
            };
        } catch (ReflectiveOperationException e) {
            return value(type.getRecordComponents()[0].getType());
        }
    }
}
