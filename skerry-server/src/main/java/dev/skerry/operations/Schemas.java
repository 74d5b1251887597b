package dev.skerry.operations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.skerry.api.Json;
import dev.skerry.api.WireTypes;
import dev.skerry.api.values.NumberFormat;
import dev.skerry.api.values.TextFormat;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON schemas of wire records, each record once under its own name.
final class Schemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final Map<String, ObjectNode> named = new TreeMap<>();

    ObjectNode all() {
        var all = NODES.objectNode();
        named.forEach(all::set);
        return all;
    }

    /// A reference to the schema of a record, which is written down on the way.
    ObjectNode reference(Class<?> type) {
        var name = name(type);
        if (!named.containsKey(name)) {
            var schema = NODES.objectNode();
            named.put(name, schema);
            describe(type, schema);
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    ObjectNode of(Type type) {
        var plain = WireTypes.raw(type);
        if (plain == List.class) {
            var list = NODES.objectNode().put("type", "array");
            list.set("items", of(WireTypes.arguments(type).getFirst()));
            return list;
        }
        if (plain == Map.class) {
            var map = NODES.objectNode().put("type", "object");
            map.set("additionalProperties", of(WireTypes.arguments(type).getLast()));
            return map;
        }
        var simple = simple(plain);
        return simple == null ? reference(plain) : simple;
    }

    private static @Nullable ObjectNode simple(Class<?> type) {
        if (type == String.class) {
            return NODES.objectNode().put("type", "string");
        }
        if (type == UUID.class) {
            return NODES.objectNode().put("type", "string").put("format", "uuid");
        }
        if (type == Instant.class) {
            return NODES.objectNode().put("type", "string").put("format", "date-time");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return NODES.objectNode().put("type", "integer");
        }
        return type == boolean.class || type == Boolean.class
                ? NODES.objectNode().put("type", "boolean")
                : null;
    }

    private void describe(Class<?> type, ObjectNode schema) {
        if (type.isEnum()) {
            describeEnum(type, schema);
        } else if (WireTypes.isValueType(type)) {
            describeValue(type, schema);
        } else if (type.isSealed()) {
            var alternatives = schema.putArray("oneOf");
            Arrays.stream(type.getPermittedSubclasses()).map(this::reference).forEach(alternatives::add);
            schema.putObject("discriminator")
                    .put(
                            "propertyName",
                            Objects.requireNonNull(type.getAnnotation(JsonTypeInfo.class))
                                    .property());
        } else {
            describeRecord(type, schema);
        }
    }

    private void describeRecord(Class<?> type, ObjectNode schema) {
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        var required = NODES.arrayNode();
        typeName(type).ifPresent(name -> {
            properties.putObject("type").put("const", name);
            required.add("type");
        });
        for (var component : type.getRecordComponents()) {
            properties.set(component.getName(), of(component.getGenericType()));
            if (WireTypes.isRequired(component)) {
                required.add(component.getName());
            }
        }
        schema.set("required", required);
    }

    private static void describeEnum(Class<?> type, ObjectNode schema) {
        var values = schema.put("type", "string").putArray("enum");
        for (var constant : Objects.requireNonNull(type.getEnumConstants())) {
            values.add(Json.MAPPER.<JsonNode>valueToTree(constant));
        }
    }

    private void describeValue(Class<?> type, ObjectNode schema) {
        switch (WireTypes.format(type)) {
            case TextFormat text -> {
                schema.put("type", "string").put("maxLength", text.max()).put("minLength", text.min());
                schema.put("pattern", "^(?:" + text.pattern().pattern() + ")$");
                schema.put("description", text.what() + " " + text.rule());
                if (text.secret()) {
                    schema.put("writeOnly", true);
                } else {
                    schema.putArray("examples").add(text.example());
                }
            }
            case NumberFormat number ->
                schema.put("type", "integer").put("minimum", number.min()).put("maximum", number.max());
            case null, default -> schema.setAll(of(valueComponent(type)));
        }
    }

    private static Type valueComponent(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))
                .findFirst()
                .orElseThrow()
                .getGenericType();
    }

    private static Optional<String> typeName(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .map(parent -> parent.getAnnotation(JsonSubTypes.class))
                .filter(Objects::nonNull)
                .flatMap(subtypes -> Arrays.stream(subtypes.value()))
                .filter(subtype -> subtype.value() == type)
                .map(JsonSubTypes.Type::name)
                .findFirst();
    }

    /// A nested record is named after what it is nested in: `Source.Git` is SourceGit.
    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + type.getSimpleName();
    }
}
