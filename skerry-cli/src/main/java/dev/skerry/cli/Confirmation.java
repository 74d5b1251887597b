package dev.skerry.cli;

import dev.skerry.api.Operation;
import dev.skerry.cli.input.InputException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Asks before something is taken away.
final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");

    private Confirmation() {}

    /// @throws InputException when nobody can be asked
    static boolean given(Session session, Operation<?, ?> operation, ObjectNode input) {
        if (session.has(Switch.YES)) {
            return true;
        }
        var what = operation.positional().stream()
                .map(name -> input.path(name).asString(""))
                .collect(Collectors.joining(" "));
        var question = "%s: %s.".formatted(what, operation.summary());
        var prompt = session.terminal().prompt();
        if (!prompt.isPerson()) {
            throw new InputException(question + " Nobody is there to be asked; say --yes to do it.");
        }
        var answer = prompt.ask(question + " Go on? [y/N] ").orElse("");
        if (isYes(answer)) {
            return true;
        }
        session.note("Nothing was done.");
        return false;
    }

    static boolean isYes(String answer) {
        return YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
