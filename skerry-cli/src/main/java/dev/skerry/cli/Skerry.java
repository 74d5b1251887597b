package dev.skerry.cli;

import dev.skerry.cli.input.Assembly;
import dev.skerry.cli.input.Field;
import dev.skerry.cli.output.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command line: finds the command, checks what was typed, carries it out, and tells how it went. Only the
/// command that is asked for is made, for a person waits.
public final class Skerry {
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Commands commands = new Commands();
    private final HelpText help;

    public Skerry(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = Map.copyOf(environment);
        this.help = new HelpText(commands, terminal.style());
    }

    /// @return the exit code
    public int run(List<String> typed) {
        var arguments = optionsLast(typed);
        var first = arguments.isEmpty() ? "help" : arguments.getFirst();
        if (Arguments.HELP.contains(first) || first.equals("help")) {
            return help(arguments.subList(Math.min(1, arguments.size()), arguments.size()))
                    .number();
        }
        if (VERSION.contains(first)) {
            return run(List.of("version"));
        }
        var words = words(arguments);
        var rest = arguments.subList(words.size(), arguments.size());
        if (isGroup(words) && rest.stream().anyMatch(Arguments.HELP::contains)) {
            return print(help.group(String.join(" ", words)), ExitCode.OK).number();
        }
        return commands.find(words)
                .filter(match -> !isMistyped(match))
                .map(match -> run(match.command(), concat(match.rest(), rest)))
                .orElseGet(() -> unknown(words))
                .number();
    }

    /// Whether a word stands where a list takes none: a noun with a verb it does not have.
    private static boolean isMistyped(Commands.Match match) {
        return match.isList()
                && !match.rest().isEmpty()
                && match.command().positional().isEmpty();
    }

    private Exit run(Command command, List<String> typed) {
        var fields = command.fields();
        var given = Map.<Field, List<String>>of();
        try {
            var parsed = Arguments.parse(fields, command.switches(), typed);
            given = parsed.texts();
            if (parsed.asksForHelp()) {
                return print(help.command(command), ExitCode.OK);
            }
            try (var session = new Session(terminal, new AccessFile(environment), parsed.switches())) {
                var asked = new Questions(terminal.prompt()).complete(fields, given);
                var whole = new ShortIds(session).resolve(fields, Documents.read(fields, asked));
                return command.action().run(session, Assembly.of(fields, whole));
            }
        } catch (RuntimeException | IOException e) {
            var report = new Failures(command.words(), fields, given, terminal.style()).of(e);
            report.lines().forEach(terminal.err()::println);
            return report.code();
        }
    }

    private ExitCode help(List<String> topic) {
        var words = String.join(" ", topic);
        if (topic.isEmpty()) {
            return print(help.overview(), ExitCode.OK);
        }
        if (words.equals(HelpText.EXIT_CODES)) {
            return print(help.exitCodes(), ExitCode.OK);
        }
        if (isGroup(topic)) {
            return print(help.group(words), ExitCode.OK);
        }
        return commands.find(topic)
                .map(match -> print(help.command(match.command()), ExitCode.OK))
                .orElseGet(() -> unknown(topic));
    }

    /// Whether these words begin commands and are none themselves.
    private boolean isGroup(List<String> words) {
        var joined = String.join(" ", words);
        var below = commands.below(joined);
        return !below.isEmpty()
                && below.stream().noneMatch(command -> command.words().equals(joined));
    }

    private ExitCode unknown(List<String> words) {
        if (isGroup(words)) {
            return print(help.group(String.join(" ", words)), ExitCode.USAGE);
        }
        var guess =
                commands.nearest(words).map(" Did you mean '%s'?"::formatted).orElse("");
        var isNoun = !words.isEmpty() && !commands.below(words.getFirst()).isEmpty();
        var said = String.join(" ", isNoun ? words.subList(0, Math.min(2, words.size())) : words);
        terminal.err().println(terminal.style().red("error:") + " There is no command '%s'.%s".formatted(said, guess));
        terminal.err().println("all commands: skerry help" + (isNoun ? " " + words.getFirst() : ""));
        return ExitCode.USAGE;
    }

    private ExitCode print(List<String> lines, ExitCode code) {
        lines.forEach((code == ExitCode.OK ? terminal.out() : terminal.err())::println);
        return code;
    }

    /// Options before the command are moved behind it: `skerry --json apps`.
    private static List<String> optionsLast(List<String> typed) {
        var leading = typed.stream().takeWhile(text -> text.startsWith("-")).toList();
        if (leading.size() == typed.size()) {
            return typed;
        }
        var words = words(typed.subList(leading.size(), typed.size()));
        var rest = typed.subList(leading.size() + words.size(), typed.size());
        return concat(words, concat(leading, rest));
    }

    private static List<String> words(List<String> typed) {
        return typed.stream().takeWhile(text -> !text.startsWith("-")).toList();
    }

    private static List<String> concat(List<String> one, List<String> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
