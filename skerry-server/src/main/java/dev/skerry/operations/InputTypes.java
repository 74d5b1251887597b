package dev.skerry.operations;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.skerry.api.values.TextFormat;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads input records: which components must be there, what they are made of, and whether all of it is checked.
final class InputTypes {
    private InputTypes() {}

    /// Whether the component must be given.
    static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// Whether the type is one value on the wire: a record whose `value` stands for it.
    static boolean isValueType(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getAccessor)
                        .anyMatch(accessor -> accessor.isAnnotationPresent(JsonValue.class));
    }

    /// What a value type made of a text may be, when it says so.
    static @Nullable TextFormat textFormat(@Nullable Class<?> type) {
        return type != null && format(type) instanceof TextFormat text ? text : null;
    }

    /// The `FORMAT` of a value type; ids have none.
    static @Nullable Object format(Class<?> type) {
        try {
            return type.getField("FORMAT").get(null);
        } catch (ReflectiveOperationException e) {
            return null; // an id: its component says it all
        }
    }

    /// The paths of components that would take any text.
    static Stream<String> uncheckedComponents(Class<? extends Record> input) {
        return Arrays.stream(input.getRecordComponents())
                .flatMap(component -> unchecked(component.getGenericType(), component.getName()));
    }

    /// The type arguments of a list or map.
    static List<Type> arguments(Type type) {
        return type instanceof ParameterizedType generic ? List.of(generic.getActualTypeArguments()) : List.of();
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case AnnotatedType annotated -> raw(annotated.getType());
            default -> throw new IllegalArgumentException("no place on the wire for " + type);
        };
    }

    private static Stream<String> unchecked(Type type, String path) {
        var plain = raw(type);
        if (isValueType(plain) || plain.isEnum() || plain == Boolean.class || plain == boolean.class) {
            return Stream.empty();
        }
        if (plain == List.class || plain == Map.class) {
            return arguments(type).stream().flatMap(argument -> unchecked(argument, path + "[]"));
        }
        if (plain.isSealed()) {
            return Arrays.stream(plain.getPermittedSubclasses())
                    .flatMap(alternative -> unchecked(alternative, path + "(" + alternative.getSimpleName() + ")"));
        }
        if (plain.isRecord()) {
            return Arrays.stream(plain.getRecordComponents())
                    .flatMap(component -> unchecked(component.getGenericType(), path + "." + component.getName()));
        }
        return Stream.of(path + ": " + plain.getSimpleName());
    }
}
