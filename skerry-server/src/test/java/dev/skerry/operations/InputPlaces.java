package dev.skerry.operations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.skerry.api.Json;
import dev.skerry.api.WireTypes;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds every place of an input record where a caller puts something: fields at any depth, items of lists, keys and
/// values of maps, in each alternative of a sealed type.
public record InputPlaces(SampleInput samples) {
    /// What stands at a place.
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        KEY,
        /// The name of an alternative, or a constant.
        CHOICE,
        /// A list, map or record.
        CONTAINER
    }

    /// @param type what the place holds
    /// @param input a good one, in which it can be replaced
    public record Place(String pointer, Kind kind, Class<?> type, ObjectNode input) {
        /// The input with something else in this place.
        public ObjectNode with(JsonNode value) {
            var changed = input.deepCopy();
            var cut = pointer.lastIndexOf('/');
            var name = pointer.substring(cut + 1);
            switch (changed.at(pointer.substring(0, cut))) {
                case ArrayNode list -> list.set(Integer.parseInt(name), value);
                case ObjectNode map
                when kind == Kind.KEY -> map.set(value.asString(), Objects.requireNonNull(map.remove(name)));
                case ObjectNode object -> object.set(name, value);
                default -> throw new IllegalStateException("no place " + pointer + " in " + input);
            }
            return changed;
        }

        /// Whether the type of the place says that this is one of it.
        public boolean accepts(JsonNode value) {
            try {
                return Json.MAPPER.treeToValue(value, type) != null;
            } catch (JacksonException e) {
                return false;
            }
        }

        /// The component of the input record it stands in.
        public String field() {
            return pointer.split("/")[1];
        }
    }

    public List<Place> of(Class<? extends Record> record) {
        var places = new ArrayList<Place>();
        for (var input : variants(record)) {
            places(record, input, "", (ObjectNode) input, places);
        }
        return places.stream().distinct().toList();
    }

    private void places(Type type, JsonNode node, String pointer, ObjectNode input, List<Place> places) {
        var plain = WireTypes.raw(type);
        if (plain == List.class) {
            places.add(new Place(pointer, Kind.CONTAINER, plain, input));
            places(WireTypes.arguments(type).getFirst(), node.get(0), pointer + "/0", input, places);
        } else if (plain == Map.class) {
            places.add(new Place(pointer, Kind.CONTAINER, plain, input));
            var entry = node.propertyStream().findFirst().orElseThrow();
            var inner = pointer + "/" + entry.getKey();
            places.add(new Place(
                    inner, Kind.KEY, WireTypes.raw(WireTypes.arguments(type).getFirst()), input));
            places(WireTypes.arguments(type).getLast(), entry.getValue(), inner, input, places);
        } else if (plain.isEnum()) {
            places.add(new Place(pointer, Kind.CHOICE, plain, input));
        } else if (plain == boolean.class || plain == Boolean.class) {
            places.add(new Place(pointer, Kind.FLAG, plain, input));
        } else if (WireTypes.isValueType(plain)) {
            var kind = node.isNumber() ? Kind.NUMBER : Kind.TEXT;
            places.add(new Place(pointer, kind, plain, input));
        } else {
            inner(plain, node, pointer, input, places);
        }
    }

    private void inner(Class<?> type, JsonNode node, String pointer, ObjectNode input, List<Place> places) {
        if (!pointer.isEmpty()) {
            places.add(new Place(pointer, Kind.CONTAINER, type, input));
        }
        var record = type;
        if (type.isSealed()) {
            var property = discriminator(type);
            places.add(new Place(pointer + "/" + property, Kind.CHOICE, String.class, input));
            record = alternatives(type)
                    .filter(one -> one.name().equals(node.path(property).asString()))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }
        for (var component : record.getRecordComponents()) {
            places(
                    component.getGenericType(),
                    node.path(component.getName()),
                    pointer + "/" + component.getName(),
                    input,
                    places);
        }
    }

    /// Good inputs that between them hold each alternative of each sealed type.
    private List<JsonNode> variants(Type type) {
        var plain = WireTypes.raw(type);
        if (plain == List.class || plain == Map.class || WireTypes.isValueType(plain)) {
            return List.of(samples.value(type));
        }
        if (plain.isSealed()) {
            return alternatives(plain)
                    .flatMap(one -> variants(one.value()).stream()
                            .map(node -> (JsonNode) ((ObjectNode) node).put(discriminator(plain), one.name())))
                    .toList();
        }
        return plain.isRecord() ? ofRecord(plain) : List.of(samples.value(type));
    }

    private List<JsonNode> ofRecord(Class<?> record) {
        var variants = new ArrayList<JsonNode>();
        variants.add(samples.of(record));
        for (RecordComponent component : record.getRecordComponents()) {
            for (var variant : variants(component.getGenericType())) {
                variants.add(samples.of(record).set(component.getName(), variant));
            }
        }
        return variants.stream().distinct().toList();
    }

    private static Stream<JsonSubTypes.Type> alternatives(Class<?> sealed) {
        return Arrays.stream(
                Objects.requireNonNull(sealed.getAnnotation(JsonSubTypes.class)).value());
    }

    private static String discriminator(Class<?> sealed) {
        return Objects.requireNonNull(sealed.getAnnotation(JsonTypeInfo.class)).property();
    }
}
