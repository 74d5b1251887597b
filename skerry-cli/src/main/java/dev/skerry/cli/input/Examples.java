package dev.skerry.cli.input;

import dev.skerry.api.WireTypes;
import dev.skerry.cli.input.Field.Shape;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Arguments that work, made of the examples of the value types.
public final class Examples {
    private Examples() {}

    /// The shortest that work: what is required, and the first alternative where one of several is. Secrets are
    /// left out, for they are asked for.
    public static List<String> shortest(Fields fields) {
        return with(fields, Set.of());
    }

    /// The shortest that have every argument, those too that may be left out.
    public static List<String> withArguments(Fields fields) {
        return with(fields, fields.all().stream().filter(Field::isPositional).collect(Collectors.toSet()));
    }

    /// The shortest that have this field.
    public static List<String> with(Fields fields, Field field) {
        return with(fields, Set.of(field));
    }

    /// As one would type it into a shell.
    public static String typed(List<String> arguments) {
        return String.join(" ", arguments.stream().map(Examples::quoted).toList());
    }

    private static List<String> with(Fields fields, Set<Field> wanted) {
        var given = new LinkedHashMap<Field, List<String>>();
        wanted.forEach(field -> given.put(field, List.of(value(field))));
        if (fields.isChange() && fields.options().stream().noneMatch(given::containsKey)) {
            given.put(
                    fields.options().getFirst(), List.of(value(fields.options().getFirst())));
        }
        while (complete(fields, given).isPresent()) {
            var missing = complete(fields, given).orElseThrow();
            given.put(missing, List.of(value(missing)));
        }
        var typed = fields.all().stream()
                .filter(given::containsKey)
                .filter(field -> wanted.contains(field) || !field.isSecret())
                .toList();
        return afterOptions(typed).isEmpty()
                ? arguments(typed)
                : Stream.of(arguments(beforeOptions(typed)), List.of("--"), arguments(afterOptions(typed)))
                        .flatMap(List::stream)
                        .toList();
    }

    /// Those that look like options and are none.
    private static List<Field> afterOptions(List<Field> fields) {
        return fields.stream()
                .filter(field -> field.isPositional() && typed(field).startsWith("-"))
                .toList();
    }

    private static List<Field> beforeOptions(List<Field> fields) {
        var after = afterOptions(fields);
        return fields.stream().filter(field -> !after.contains(field)).toList();
    }

    private static List<String> arguments(List<Field> fields) {
        return fields.stream().flatMap(field -> arguments(field).stream()).toList();
    }

    /// What has to be added first.
    private static Optional<Field> complete(Fields fields, Map<Field, List<String>> given) {
        try {
            Assembly.of(fields, given);
            return Optional.empty();
        } catch (InputException e) {
            if (e.missing().isEmpty()) {
                throw new IllegalStateException("An example of %s is wrong".formatted(fields.input()), e);
            }
            return Optional.of(e.missing().stream()
                    .filter(field -> !field.isSecret()) // it would be asked for only once something else is said
                    .findFirst()
                    .orElse(e.missing().getFirst()));
        }
    }

    private static List<String> arguments(Field field) {
        if (field.isPositional()) {
            return List.of(typed(field));
        }
        var name = field.names().getFirst();
        var isFlag = field.shape() instanceof Shape.Pick || field.shape() instanceof Shape.Single(Value.Truth _);
        return isFlag ? List.of(name) : List.of(name, typed(field));
    }

    /// A text of several lines is read from a file: `@private-key.txt`.
    public static String typed(Field field) {
        return field.isDocument()
                ? "@%s.txt".formatted(Names.kebab(field.path().getLast().component()))
                : value(field);
    }

    /// What it could be.
    public static String value(Field field) {
        return switch (field.shape()) {
            case Shape.Single(var value) -> value.example();
            case Shape.Many(var value) -> value.example();
            case Shape.Pairs(var key, var value) -> key.example() + "=" + value.example();
            case Shape.Pick _ -> "";
        };
    }

    /// An example of a whole type, with what is required in it.
    static JsonNode json(Type type) {
        var plain = WireTypes.raw(type);
        if (plain == List.class) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (plain == Map.class) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!WireTypes.isStructure(plain)) {
            var value = Value.of(type);
            return value.parse(value.example());
        }
        if (WireTypes.isSealed(plain)) {
            var first = WireTypes.alternatives(plain).entrySet().iterator().next();
            var node = JsonNodeFactory.instance.objectNode().put("type", first.getKey());
            json(first.getValue()).properties().forEach(entry -> node.set(entry.getKey(), entry.getValue()));
            return node;
        }
        var node = JsonNodeFactory.instance.objectNode();
        for (var component : plain.getRecordComponents()) {
            if (WireTypes.isRequired(component)) {
                node.set(component.getName(), json(component.getGenericType()));
            }
        }
        return node;
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@+,%~-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
