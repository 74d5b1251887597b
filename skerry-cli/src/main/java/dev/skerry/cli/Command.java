package dev.skerry.cli;

import dev.skerry.api.Body;
import dev.skerry.cli.input.Fields;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Something a person can type.
///
/// @param words after `skerry`
/// @param input the record its arguments are flattened from
/// @param positional the components of it that are given without a flag
/// @param body whether a file goes with it
/// @param isChange it changes what its options say, and nothing without any
record Command(
        String words,
        String summary,
        Class<? extends Record> input,
        List<String> positional,
        Body body,
        boolean isChange,
        Set<Switch> switches,
        Action action) {
    Command(
            String words,
            String summary,
            Class<? extends Record> input,
            List<String> positional,
            Set<Switch> switches,
            Action action) {
        this(words, summary, input, positional, Body.FIELDS, false, switches, action);
    }

    Command {
        positional = List.copyOf(positional);
        switches = Set.copyOf(switches);
    }

    /// What it does with its checked input.
    @FunctionalInterface
    interface Action {
        Exit run(Session session, ObjectNode input) throws IOException;
    }

    /// The same under other words.
    Command as(String otherWords) {
        return new Command(otherWords, summary, input, positional, body, isChange, switches, action);
    }

    Fields fields() {
        var fields = Fields.of(input, positional);
        if (isChange) {
            return fields.withChange();
        }
        return body == Body.BYTES ? fields.withFile() : fields;
    }
}
