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

/// Lets an id be given by its last digits, as lists show it: looks it up in the first page of the list of such
/// things.
record ShortIds(Session session) {
    private static final Pattern SHORT = Pattern.compile("[0-9a-f]{4,12}");

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
        if (!SHORT.matcher(text).matches()) {
            return text;
        }
        return list(value.type()).map(operation -> find(operation, text)).orElse(text);
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

    private String find(Operation<?, ?> operation, String end) {
        var page = session.exchange(operation, JsonNodeFactory.instance.objectNode());
        var fitting = page.path("items")
                .valueStream()
                .map(item -> item.path("id"))
                .map(JsonNode::asString)
                .filter(id -> id.endsWith(end))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw new InputException(
                fitting.isEmpty()
                        ? "nothing in the newest of 'skerry %s' has an id that ends in %s; give the whole id."
                                .formatted(operation.command(), end)
                        : "%d ids in 'skerry %s' end in %s; give the whole id."
                                .formatted(fitting.size(), operation.command(), end));
    }
}
