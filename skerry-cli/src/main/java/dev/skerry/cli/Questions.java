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
        missing(fields, given).forEach(field -> all.put(field, List.of(ask(field))));
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

    private String ask(Field field) {
        return field.isDocument()
                ? askForFile(field)
                : ask(field.label(), field.label().replaceFirst("^--", ""));
    }

    /// Nobody types a text of several lines at a prompt; its file is no secret.
    private String askForFile(Field field) {
        if (!prompt.isPerson()) {
            throw new InputException("%s: is missing; give @FILE, or @- for standard input.".formatted(field.label()));
        }
        return prompt.ask("file of %s: ".formatted(field.label().replaceFirst("^--", "")))
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .map(file -> file.startsWith(Documents.MARK) ? file : Documents.MARK + file)
                .orElseThrow(() -> new InputException("%s: no file was given.".formatted(field.label())));
    }

    private String pair(String text) {
        return text.contains("=") ? text : text + "=" + ask(text, text);
    }

    private String ask(String label, String what) {
        return prompt.askSecret(what + ": ")
                .orElseThrow(() -> new InputException(
                        "%s: no value was given, neither typed nor by standard input.".formatted(label)));
    }
}
