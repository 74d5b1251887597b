package dev.skerry.cli;

import dev.skerry.cli.input.Field;
import dev.skerry.cli.input.Field.Shape;
import dev.skerry.cli.input.Fields;
import dev.skerry.cli.input.InputException;
import dev.skerry.cli.output.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks for secrets that were not typed, for what is typed on a command line can be seen by others: a required
/// secret that is missing, and the value of a `KEY` without `=`.
record Questions(Prompt prompt) {
    Map<Field, List<String>> complete(Fields fields, Map<Field, List<String>> given) {
        var all = new LinkedHashMap<>(given);
        missing(fields, given)
                .forEach(field -> all.put(field, List.of(ask(field.label().replaceFirst("^--", "")))));
        for (var field : fields.all()) {
            if (field.shape() instanceof Shape.Pairs(var _, var value) && value.isSecret()) {
                all.computeIfPresent(
                        field, (_, texts) -> texts.stream().map(this::pair).toList());
            }
        }
        return all;
    }

    /// The secrets the command does not work without, and those of an alternative that was chosen by another option.
    static List<Field> missing(Fields fields, Map<Field, List<String>> given) {
        return fields.all().stream()
                .filter(field -> field.isSecret() && field.needed() && !given.containsKey(field))
                .filter(field -> field.required() || given.keySet().stream().anyMatch(field::isBeside))
                .toList();
    }

    private String pair(String text) {
        return text.contains("=") ? text : text + "=" + ask(text);
    }

    private String ask(String what) {
        return prompt.askSecret(what + ": ").orElseThrow(() -> new InputException("no %s was given.".formatted(what)));
    }
}
