package dev.skerry.cli.input;

import dev.skerry.api.Json;
import dev.skerry.api.WireTypes;
import dev.skerry.cli.input.Field.Shape;
import dev.skerry.cli.input.Field.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts texts together to the JSON of an input record, each checked by its own type.
public final class Assembly {
    private static final String TYPE = "type";

    private final Fields fields;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    private Assembly(Fields fields) {
        this.fields = fields;
    }

    /// @throws InputException when a text is not what it should be, something is missing, or two things exclude each
    ///     other
    public static ObjectNode of(Fields fields, Map<Field, List<String>> given) {
        var assembly = new Assembly(fields);
        fields.all().stream()
                .filter(given::containsKey)
                .forEach(field -> assembly.put(field, given.getOrDefault(field, List.of())));
        if (fields.isChange() && fields.options().stream().noneMatch(given::containsKey)) {
            throw new InputException("what to change is missing: give at least one option.");
        }
        assembly.complete(fields.input(), assembly.root, new ArrayList<>());
        assembly.requireFile();
        return assembly.root;
    }

    private void put(Field field, List<String> texts) {
        var parent = root;
        for (var step : field.path().subList(0, field.path().size() - 1)) {
            parent = enter(parent, step, field);
        }
        var last = field.path().getLast();
        switch (field.shape()) {
            case Shape.Pick _ -> enter(parent, last, field);
            case Shape.Single(var value) -> parent.set(last.component(), parse(field, value, texts.getLast()));
            case Shape.Many(var value) -> {
                var list = parent.putArray(last.component());
                texts.forEach(text -> list.add(parse(field, value, text)));
            }
            case Shape.Pairs pairs -> {
                var map = parent.putObject(last.component());
                texts.forEach(text -> putPair(field, pairs, map, text));
            }
        }
    }

    private static void putPair(Field field, Shape.Pairs pairs, ObjectNode map, String text) {
        var equals = text.indexOf('=');
        if (equals < 0) {
            throw new InputException(field, "'%s' has no '='; write KEY=VALUE.".formatted(text));
        }
        var key = parse(field, pairs.key(), text.substring(0, equals)).asString();
        if (map.has(key)) {
            throw new InputException(field, "%s is given twice.".formatted(key));
        }
        map.set(key, parse(field, pairs.value(), text.substring(equals + 1)));
    }

    private static JsonNode parse(Field field, Value value, String text) {
        try {
            return value.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InputException(field, Objects.requireNonNullElse(e.getMessage(), "is not valid"));
        }
    }

    private ObjectNode enter(ObjectNode parent, Step step, Field field) {
        var child =
                parent.get(step.component()) instanceof ObjectNode there ? there : parent.putObject(step.component());
        if (step.alternative() != null) {
            var picked = child.path(TYPE).asString(step.alternative());
            if (!picked.equals(step.alternative())) {
                throw new InputException(
                        field,
                        "cannot stand beside what says '%s' for %s; leave one of them out."
                                .formatted(picked, step.component()));
            }
            child.put(TYPE, step.alternative());
        }
        return child;
    }

    /// Fills in what has a default, and refuses to go on without what has none.
    private void complete(Class<?> type, ObjectNode node, List<Step> path) {
        WireTypes.defaults(type)
                .<JsonNode>map(Json.MAPPER::valueToTree)
                .ifPresent(defaults -> defaults.properties().forEach(entry -> {
                    if (!node.has(entry.getKey())) {
                        node.set(entry.getKey(), entry.getValue());
                    }
                }));
        for (var component : type.getRecordComponents()) {
            var plain = WireTypes.raw(component.getGenericType());
            var missing = !node.has(component.getName());
            if (missing && !WireTypes.isRequired(component)) {
                continue;
            }
            if (missing && (WireTypes.isSealed(plain) || !WireTypes.isStructure(plain))) {
                throw missing(below(path, Step.into(component.getName())));
            }
            if (WireTypes.isStructure(plain)) {
                var child = missing ? node.putObject(component.getName()) : node.get(component.getName());
                completeStructure(plain, (ObjectNode) child, path, component.getName());
            }
        }
    }

    /// The file that is sent is no component of the input.
    private void requireFile() {
        fields.all().stream()
                .filter(field -> field.pointer().equals("/" + Fields.FILE))
                .filter(field -> field.required() && !root.has(Fields.FILE))
                .findFirst()
                .ifPresent(field -> {
                    throw new InputException(List.of(field));
                });
    }

    private void completeStructure(Class<?> plain, ObjectNode child, List<Step> path, String component) {
        if (!WireTypes.isSealed(plain)) {
            complete(plain, child, below(path, Step.into(component)));
            return;
        }
        var picked = child.path(TYPE).asString();
        var alternative = WireTypes.alternatives(plain).get(picked);
        if (alternative != null) {
            complete(alternative, child, below(path, new Step(component, picked)));
        }
    }

    private InputException missing(List<Step> path) {
        return new InputException(fields.all().stream()
                .filter(Field::needed)
                .filter(field -> field.path().size() >= path.size())
                .filter(field -> pointer(field.path().subList(0, path.size())).equals(pointer(path)))
                .filter(field -> agrees(path, field.path()))
                .toList());
    }

    /// Whether a field is not of another alternative than the one that was picked above the missing component.
    private static boolean agrees(List<Step> path, List<Step> other) {
        return path.subList(0, path.size() - 1).equals(other.subList(0, path.size() - 1));
    }

    private static String pointer(List<Step> path) {
        return path.stream().map(Step::component).collect(Collectors.joining("/"));
    }

    private static List<Step> below(List<Step> path, Step step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
