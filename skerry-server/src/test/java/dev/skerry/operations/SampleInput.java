package dev.skerry.operations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.skerry.api.values.NumberFormat;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /// A place in an input that holds one text, and how to put another there.
    public record TextPlace(String pointer, Function<String, ObjectNode> with) {}

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

    /// Every place of the input where a text stands.
    public Stream<TextPlace> textPlaces(Class<?> record) {
        return texts(of(record), "")
                .map(pointer -> new TextPlace(pointer, text -> {
                    var input = of(record);
                    replace(input, pointer, text);
                    return input;
                }));
    }

    private JsonNode value(Type type) {
        var plain = InputTypes.raw(type);
        if (given.containsKey(plain)) {
            return NODES.stringNode(given.get(plain));
        }
        if (plain == List.class) {
            return NODES.arrayNode().add(value(InputTypes.arguments(type).getFirst()));
        }
        if (plain == Map.class) {
            var arguments = InputTypes.arguments(type);
            return NODES.objectNode().set(value(arguments.getFirst()).asString(), value(arguments.getLast()));
        }
        if (plain == Boolean.class || plain == boolean.class) {
            return NODES.booleanNode(true);
        }
        if (InputTypes.isValueType(plain)) {
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
        return switch (InputTypes.format(valueType)) {
            case NumberFormat number -> NODES.numberNode(number.example());
            case null -> NODES.stringNode("00000000-0000-7000-8000-000000000000");
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

    private static Stream<String> texts(JsonNode node, String pointer) {
        if (node.isString()) {
            return pointer.endsWith("/type") ? Stream.empty() : Stream.of(pointer);
        }
        return node.propertyStream().flatMap(entry -> texts(entry.getValue(), pointer + "/" + entry.getKey()));
    }

    private static void replace(ObjectNode input, String pointer, @Nullable String text) {
        var cut = pointer.lastIndexOf('/');
        ((ObjectNode) input.at(pointer.substring(0, cut))).put(pointer.substring(cut + 1), text);
    }
}
