package dev.skerry.cli;

import dev.skerry.cli.output.Terminal;

/// While something is followed: whoever interrupts this process is told that it goes on, and how to come back. The
/// process then ends with 130, as the JVM does by itself.
final class Detachment implements AutoCloseable {
    private final Thread hook;

    private Detachment(Thread hook) {
        this.hook = hook;
    }

    static Detachment announce(Terminal terminal, String message) {
        var hook = new Thread(() -> terminal.err().println(System.lineSeparator() + message), "detachment");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Detachment(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is being interrupted: the message is due
        }
    }
}
