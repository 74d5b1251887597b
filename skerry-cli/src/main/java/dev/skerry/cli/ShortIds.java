package dev.skerry.cli;

import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.cli.input.Field;
import dev.skerry.cli.input.Field.Shape;
import dev.skerry.cli.input.Fields;
import dev.skerry.cli.input.InputException;
import dev.skerry.cli.input.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Lets an id be given by its last digits, as lists show it, or by the name or e-mail address beside it: looks it up in
/// the first page of the list of such things.
record ShortIds(Session session) {
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SHORT = Pattern.compile("[0-9a-f]{4,12}");
    private static final List<String> NAMES = List.of("name", "email");

    Map<Field, List<String>> resolve(Fields fields, Map<Field, List<String>> given) {
        var all = new LinkedHashMap<>(given);
        for (var field : fields.all()) {
            if (field.shape() instanceof Shape.Single(Value.Checked value) && value.isId()) {
                all.computeIfPresent(
                        field,
                        (_, texts) ->
                                texts.stream().map(text -> full(value, text)).toList());
            }
        }
        return all;
    }

    private String full(Value.Checked value, String text) {
        if (WHOLE.matcher(text).matches()) {
            return text;
        }
        return list(value.type())
                .filter(operation -> SHORT.matcher(text).matches() || hasNames(operation))
                .map(operation -> find(operation, text))
                .orElse(text);
    }

    /// The operation that lists things with such an id, and needs no input for it.
    private static Optional<Operation<?, ?>> list(Class<?> id) {
        return Catalogue.all().stream()
                .filter(operation -> operation.output().kind() == Output.Kind.PAGE)
                .filter(operation -> Arrays.stream(operation.output().item().getRecordComponents())
                        .anyMatch(component -> component.getName().equals("id") && component.getType() == id))
                .filter(operation ->
                        Fields.of(operation.input(), List.of()).all().stream().noneMatch(Field::required))
                .findFirst();
    }

    private static boolean hasNames(Operation<?, ?> operation) {
        return Arrays.stream(operation.output().item().getRecordComponents())
                .anyMatch(component -> NAMES.contains(component.getName()));
    }

    private static boolean isMeant(JsonNode item, String text) {
        return NAMES.stream().anyMatch(name -> item.path(name).asString("").equals(text))
                || (SHORT.matcher(text).matches()
                        && item.path("id").asString("").endsWith(text));
    }

    private String find(Operation<?, ?> operation, String text) {
        var page = session.exchange(operation, JsonNodeFactory.instance.objectNode());
        var fitting = page.path("items")
                .valueStream()
                .filter(item -> isMeant(item, text))
                .map(item -> item.path("id").asString(""))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (fitting.isEmpty()) {
            throw new NoSuchThingException(text, operation);
        }
        throw new InputException("'%s' is %d things in 'skerry %s'; give the whole id."
                .formatted(text, fitting.size(), operation.command()));
    }

    /// Nothing among the newest is called so.
    static final class NoSuchThingException extends RuntimeException {
        NoSuchThingException(String text, Operation<?, ?> operation) {
            super("There is no '%s' among the newest of 'skerry %s'; give an id as it stands there, or a whole one."
                    .formatted(text, operation.command()));
        }
    }
}
