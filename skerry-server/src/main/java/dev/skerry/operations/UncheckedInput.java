package dev.skerry.operations;

import dev.skerry.api.WireTypes;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds what nobody checks: components of input records that would take any text.
final class UncheckedInput {
    private UncheckedInput() {}

    /// The paths of such components.
    static Stream<String> of(Class<? extends Record> input) {
        return Arrays.stream(input.getRecordComponents())
                .flatMap(component -> unchecked(component.getGenericType(), component.getName()));
    }

    private static Stream<String> unchecked(Type type, String path) {
        var plain = WireTypes.raw(type);
        if (WireTypes.isValueType(plain) || plain.isEnum() || plain == Boolean.class || plain == boolean.class) {
            return Stream.empty();
        }
        if (plain == List.class || plain == Map.class) {
            return WireTypes.arguments(type).stream().flatMap(argument -> unchecked(argument, path + "[]"));
        }
        if (WireTypes.isSealed(plain)) {
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
