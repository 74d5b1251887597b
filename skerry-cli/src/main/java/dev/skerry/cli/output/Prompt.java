package dev.skerry.cli.output;

import java.util.Optional;

/// Somebody who can be asked.
public interface Prompt {
    /// Whether a person sits there; without one, answers are read from standard input.
    boolean isPerson();

    /// A line; empty when there is none.
    Optional<String> ask(String question);

    /// A line that is not shown while it is typed.
    Optional<String> askSecret(String question);
}
