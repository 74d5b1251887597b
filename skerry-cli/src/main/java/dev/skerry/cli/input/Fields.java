package dev.skerry.cli.input;

import dev.skerry.api.Json;
import dev.skerry.api.WireTypes;
import dev.skerry.cli.input.Field.Shape;
import dev.skerry.cli.input.Field.Step;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The fields of an input record: its components, with those of nested records and of each alternative of a sealed
/// type laid flat.
///
/// @param isChange one of the options has to be given, whichever
public record Fields(Class<? extends Record> input, List<Field> all, boolean isChange) {
    /// What stands for a file that is sent, in an input put together.
    public static final String FILE = "file";

    public Fields {
        all = List.copyOf(all);
    }

    /// @param positional the components that are given without a flag, in order
    public static Fields of(Class<? extends Record> input, List<String> positional) {
        var flat = components(input, List.of(), true);
        var arguments = new ArrayList<Field>();
        for (var name : positional) {
            arguments.add(flat.stream()
                    .filter(field -> field.dotted().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s of %s cannot be given without a flag".formatted(name, input.getSimpleName()))));
        }
        var options = flat.stream().filter(field -> !arguments.contains(field)).toList();
        var taken = options.stream().map(Names::generated).collect(Collectors.toSet());
        var all = new ArrayList<>(arguments);
        options.forEach(option -> all.add(option.named(Names.of(option, taken))));
        return new Fields(input, all, false);
    }

    /// The same, where an option says what to change. Where all is given without flags, that is said already.
    public Fields withChange() {
        return new Fields(input, all, !options().isEmpty());
    }

    /// Those with a flag.
    List<Field> options() {
        return all.stream().filter(field -> !field.isPositional()).toList();
    }

    /// The same, and a file that is sent beside them, given last without a flag.
    public Fields withFile() {
        var file = new Field(
                List.of(Step.into(FILE)), List.of(), new Shape.Single(Value.of(FilePath.class)), true, true, "");
        var more = new ArrayList<>(all);
        more.add((int) all.stream().filter(Field::isPositional).count(), file);
        return new Fields(input, more, isChange);
    }

    /// The field an error of the server points at, as far as it is one that was given or could have been.
    public Optional<Field> at(String pointer, Map<Field, List<String>> given) {
        return all.stream()
                .filter(field -> field.pointer().equals(pointer) || pointer.startsWith(field.pointer() + "/"))
                .min((a, b) -> Boolean.compare(given.containsKey(b), given.containsKey(a)));
    }

    private static List<Field> components(Class<?> type, List<Step> above, boolean required) {
        var fields = new ArrayList<Field>();
        var defaults = WireTypes.defaults(type).<JsonNode>map(Json.MAPPER::valueToTree);
        for (var component : type.getRecordComponents()) {
            var name = component.getName();
            var needed = WireTypes.isRequired(component) && defaults.isEmpty();
            var fallback =
                    defaults.map(values -> values.path(name).asString("")).orElse("");
            var place = new Place(above, name, required, needed, fallback);
            fields.addAll(component(place, component.getGenericType()));
        }
        return fields;
    }

    /// Where a component stands, and how much it is wanted there.
    private record Place(List<Step> above, String name, boolean aboveIsRequired, boolean needed, String fallback) {
        List<Step> path(Step last) {
            var path = new ArrayList<>(above);
            path.add(last);
            return path;
        }

        boolean required() {
            return aboveIsRequired && needed;
        }
    }

    private static List<Field> component(Place place, Type type) {
        var plain = WireTypes.raw(type);
        if (WireTypes.isSealed(plain)) {
            return WireTypes.alternatives(plain).entrySet().stream()
                    .flatMap(entry ->
                            alternative(place.path(new Step(place.name(), entry.getKey())), entry.getValue()).stream())
                    .toList();
        }
        var path = place.path(Step.into(place.name()));
        if (WireTypes.isStructure(plain)) {
            return components(plain, path, place.required());
        }
        return List.of(
                new Field(path, List.of(), shape(plain, type), place.required(), place.needed(), place.fallback()));
    }

    /// An alternative that needs nothing to be said gets a flag of its own.
    private static List<Field> alternative(List<Step> path, Class<?> type) {
        var fields = new ArrayList<>(components(type, path, false));
        if (fields.stream().noneMatch(Field::needed)) {
            fields.addFirst(new Field(path, List.of(), new Shape.Pick(), false, true, ""));
        }
        return fields;
    }

    private static Shape shape(Class<?> plain, Type type) {
        var arguments = WireTypes.arguments(type);
        if (plain == List.class) {
            return new Shape.Many(Value.of(arguments.getFirst()));
        }
        if (plain == Map.class) {
            return new Shape.Pairs(Value.of(arguments.getFirst()), Value.of(arguments.getLast()));
        }
        return new Shape.Single(Value.of(type));
    }
}
