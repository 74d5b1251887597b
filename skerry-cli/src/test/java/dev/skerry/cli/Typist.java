package dev.skerry.cli;

import dev.skerry.cli.output.Prompt;
import dev.skerry.cli.output.Style;
import dev.skerry.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody at a terminal: types commands, answers questions, reads what is written.
final class Typist implements Prompt {
    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/nonexistent"));
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();
    private boolean isPerson = true;

    /// What came of a command.
    record Result(int code, String out, String err) {}

    static Typist at(FakeSkerry server) {
        return new Typist().with("SKERRY_URL", server.url()).with("SKERRY_TOKEN", FakeSkerry.TOKEN);
    }

    Typist with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Typist answering(String... texts) {
        answers.addAll(List.of(texts));
        return this;
    }

    /// Input and output are no terminal.
    Typist absent() {
        isPerson = false;
        return this;
    }

    List<String> questions() {
        return questions;
    }

    /// @param line words with single spaces between them
    Result types(String line) {
        return run(List.of(line.split(" ")));
    }

    Result run(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                this,
                new Style(false),
                InstantSource.fixed(SampleAnswers.TIME.plusSeconds(180)),
                ZoneOffset.UTC);
        var code = new Skerry(terminal, environment).run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isPerson() {
        return isPerson;
    }

    @Override
    public Optional<String> ask(String question) {
        questions.add(question);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<String> askSecret(String question) {
        return ask("(secret) " + question);
    }
}
