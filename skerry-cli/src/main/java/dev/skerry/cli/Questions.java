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
        for (var field : fields.all()) {
            if (field.isSecret() && field.required() && !all.containsKey(field)) {
                all.put(field, List.of(ask(field.label().replaceFirst("^--", ""))));
            }
            if (field.shape() instanceof Shape.Pairs(var _, var value) && value.isSecret()) {
                all.computeIfPresent(
                        field, (_, texts) -> texts.stream().map(this::pair).toList());
            }
        }
        return all;
    }

    private String pair(String text) {
        return text.contains("=") ? text : text + "=" + ask(text);
    }

    private String ask(String what) {
        return prompt.askSecret(what + ": ").orElseThrow(() -> new InputException("no %s was given.".formatted(what)));
    }
}
