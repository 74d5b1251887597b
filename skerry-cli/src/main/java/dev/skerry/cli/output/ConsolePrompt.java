package dev.skerry.cli.output;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The terminal this process was started on, or standard input when it has none.
@SuppressWarnings("SystemConsoleNull") // JDK 25 is back to no console when input or output is not a terminal
public final class ConsolePrompt implements Prompt {
    private @Nullable BufferedReader input;

    @Override
    public boolean isPerson() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public Optional<String> ask(String question) {
        return isPerson() ? Optional.ofNullable(console().readLine("%s", question)) : line();
    }

    @Override
    public Optional<String> askSecret(String question) {
        if (!isPerson()) {
            return line();
        }
        var typed = console().readPassword("%s", question);
        if (typed == null) {
            return Optional.empty();
        }
        var secret = new String(typed);
        Arrays.fill(typed, ' ');
        return Optional.of(secret);
    }

    private static Console console() {
        var console = System.console();
        if (console == null) {
            throw new IllegalStateException("There is no terminal to ask on");
        }
        return console;
    }

    private Optional<String> line() {
        try {
            if (input == null) {
                input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            }
            return Optional.ofNullable(input.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read standard input", e);
        }
    }
}
