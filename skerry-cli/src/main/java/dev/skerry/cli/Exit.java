package dev.skerry.cli;

/// What a process ends with.
interface Exit {
    int number();

    /// What a command that was run elsewhere ended with.
    record OfCommand(int number) implements Exit {}
}
