package dev.skerry.cli.input;

import java.util.List;

/// What was given cannot be the input of the command. The message names the option or argument at fault.
public final class InputException extends RuntimeException {
    private final transient List<Field> missing;

    public InputException(String message) {
        super(message);
        this.missing = List.of();
    }

    InputException(Field field, String message) {
        super("%s: %s".formatted(field.label(), message));
        this.missing = List.of();
    }

    /// @param missing one of these has to be given
    InputException(List<Field> missing) {
        super(
                missing.size() == 1
                        ? "%s is missing.".formatted(missing.getFirst().label())
                        : "One of %s is missing."
                                .formatted(String.join(
                                        ", ", missing.stream().map(Field::label).toList())));
        this.missing = List.copyOf(missing);
    }

    /// The fields of which one has to be given; empty when something else is wrong.
    List<Field> missing() {
        return missing;
    }
}
