package dev.skerry.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the records of the wire, by the conventions they all follow. Server and command line derive what they do from
/// the same records, so they read them in the same way.
public final class WireTypes {
    private WireTypes() {}

    /// Whether the component must be given.
    public static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// Whether the type is one value on the wire: a record whose `value` stands for it.
    public static boolean isValueType(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    /// Whether the type has components of its own on the wire, or alternatives that have.
    public static boolean isStructure(Class<?> type) {
        return isSealed(type) || (type.isRecord() && !isValueType(type));
    }

    /// Whether the type is one of several records, told apart by their `type`.
    public static boolean isSealed(Class<?> type) {
        return type.isSealed() && type.isInterface();
    }

    /// The alternatives of a sealed type by what stands for them as `type` on the wire.
    public static Map<String, Class<?>> alternatives(Class<?> type) {
        var named = Objects.requireNonNull(
                type.getAnnotation(JsonSubTypes.class), () -> type + " does not name its alternatives");
        var alternatives = new LinkedHashMap<String, Class<?>>();
        Arrays.stream(named.value()).forEach(subtype -> alternatives.put(subtype.name(), subtype.value()));
        return alternatives;
    }

    /// What holds of components that are not given: the type's own constant `DEFAULT`.
    public static Optional<Object> defaults(Class<?> type) {
        return constant(type, "DEFAULT").filter(type::isInstance);
    }

    /// The `FORMAT` of a value type: what it may be, in words and as a pattern or bounds. Ids have none: their
    /// component says it all.
    public static @Nullable Object format(Class<?> type) {
        return constant(type, "FORMAT").orElse(null);
    }

    /// The type arguments of a list or map.
    public static List<Type> arguments(Type type) {
        return type instanceof ParameterizedType generic ? List.of(generic.getActualTypeArguments()) : List.of();
    }

    /// @throws IllegalArgumentException when the type is none that the wire knows
    public static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case AnnotatedType annotated -> raw(annotated.getType());
            default -> throw new IllegalArgumentException("no place on the wire for " + type);
        };
    }

    private static Optional<Object> constant(Class<?> type, String name) {
        try {
            return Optional.ofNullable(type.getField(name).get(null));
        } catch (NoSuchFieldException e) {
            return Optional.empty();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot read %s of %s".formatted(name, type), e);
        }
    }
}
