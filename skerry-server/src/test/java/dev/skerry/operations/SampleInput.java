package dev.skerry.operations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.skerry.api.Json;
import dev.skerry.api.WireTypes;
import dev.skerry.api.values.NumberFormat;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a good input of any input record, from the examples of its value types, so that tests of the whole catalogue
/// need
/// nothing from whoever adds a row.
///
/// @param given what to take instead of a type's example: the things a fixture has
public record SampleInput(Map<Class<?>, String> given) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public SampleInput {
        given = Map.copyOf(given);
    }

    /// An input with every component given, optional ones too.
    public ObjectNode of(Class<?> record) {
        var node = NODES.objectNode();
        for (var component : record.getRecordComponents()) {
            node.set(component.getName(), value(component.getGenericType()));
        }
        return node;
    }

    /// An input with what must be given, and whatever of the given types may be.
    public ObjectNode required(Class<?> record) {
        var node = of(record);
        for (var component : record.getRecordComponents()) {
            if (!WireTypes.isRequired(component) && !holdsGiven(component.getType())) {
                node.remove(component.getName());
            }
        }
        return node;
    }

    /// Whether a given type stands in a sample of this one, however deep.
    private boolean holdsGiven(Class<?> type) {
        if (given.containsKey(type)) {
            return true;
        }
        if (type.isSealed()) {
            return holdsGiven(Objects.requireNonNull(type.getAnnotation(JsonSubTypes.class))
                    .value()[0]
                    .value());
        }
        return type.isRecord()
                && !WireTypes.isValueType(type)
                && Arrays.stream(type.getRecordComponents()).anyMatch(component -> holdsGiven(component.getType()));
    }

    JsonNode value(Type type) {
        var plain = WireTypes.raw(type);
        if (given.containsKey(plain)) {
            return NODES.stringNode(given.get(plain));
        }
        if (plain == List.class) {
            return NODES.arrayNode().add(value(WireTypes.arguments(type).getFirst()));
        }
        if (plain == Map.class) {
            var arguments = WireTypes.arguments(type);
            return NODES.objectNode().set(value(arguments.getFirst()).asString(), value(arguments.getLast()));
        }
        if (plain == Boolean.class || plain == boolean.class) {
            return NODES.booleanNode(true);
        }
        if (plain.isEnum()) {
            return Json.MAPPER.valueToTree(Objects.requireNonNull(plain.getEnumConstants())[0]);
        }
        if (WireTypes.isValueType(plain)) {
            return example(plain);
        }
        return plain.isSealed() ? alternative(plain) : of(plain);
    }

    private JsonNode alternative(Class<?> sealed) {
        var first =
                Objects.requireNonNull(sealed.getAnnotation(JsonSubTypes.class)).value()[0];
        var property =
                Objects.requireNonNull(sealed.getAnnotation(JsonTypeInfo.class)).property();
        return of(first.value()).put(property, first.name());
    }

    private static JsonNode example(Class<?> valueType) {
        return switch (WireTypes.format(valueType)) {
            case NumberFormat number -> NODES.numberNode(number.example());
            case null ->
                valueType.getRecordComponents()[0].getType() == UUID.class
                        ? NODES.stringNode("00000000-0000-7000-8000-000000000000")
                        : NODES.numberNode(0);
            case Object format -> NODES.stringNode(exampleOf(format));
        };
    }

    private static String exampleOf(Object format) {
        return Arrays.stream(format.getClass().getRecordComponents())
                .filter(component -> component.getName().equals("example"))
                .map(component -> read(component, format))
                .findFirst()
                .orElseThrow(() -> new AssertionError(format + " gives no example"));
    }

    private static String read(RecordComponent component, Object record) {
        try {
            return Objects.requireNonNull(component.getAccessor().invoke(record))
                    .toString();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read " + component, e);
        }
    }
}
