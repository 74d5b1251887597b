package dev.skerry.operations;

import dev.skerry.api.WireTypes;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Finds what is missing in an input record: every component that is not `@Nullable` must be there, at any depth.
final class RequiredFields {
    private RequiredFields() {}

    /// The first component of the record itself that is not in the tree: asked before the record is made of it.
    static Optional<String> firstMissing(Class<? extends Record> type, ObjectNode input) {
        return Arrays.stream(type.getRecordComponents())
                .filter(WireTypes::isRequired)
                .map(RecordComponent::getName)
                .filter(name -> !input.hasNonNull(name))
                .map(name -> "/" + name)
                .findFirst();
    }

    /// The JSON pointer of the first missing component at any depth.
    static Optional<String> firstMissing(Record input) {
        return missing(input, "").findFirst();
    }

    private static Stream<String> missing(@Nullable Object value, String pointer) {
        return switch (value) {
            case null -> Stream.empty();
            case Record record
            when !WireTypes.isValueType(record.getClass()) ->
                Arrays.stream(record.getClass().getRecordComponents())
                        .flatMap(component -> missing(record, component, pointer + "/" + component.getName()));
            case List<?> list ->
                Stream.iterate(0, index -> index < list.size(), index -> index + 1)
                        .flatMap(index -> missing(list.get(index), pointer + "/" + index));
            case Map<?, ?> map ->
                map.entrySet().stream().flatMap(entry -> missing(entry.getValue(), pointer + "/" + entry.getKey()));
            default -> Stream.empty();
        };
    }

    private static Stream<String> missing(Record record, RecordComponent component, String pointer) {
        var value = read(record, component);
        return value == null && WireTypes.isRequired(component) ? Stream.of(pointer) : missing(value, pointer);
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }
}
