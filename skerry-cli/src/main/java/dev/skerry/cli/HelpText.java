package dev.skerry.cli;

import dev.skerry.cli.input.Examples;
import dev.skerry.cli.output.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Help.Ansi;

/// What a person reads who asks for help.
record HelpText(Commands commands, Style style) {
    static final String EXIT_CODES = "exit-codes";
    private static final String INDENT = "  ";
    private static final int LEAST = 30;

    /// All there is, in short.
    List<String> overview() {
        var lines = new ArrayList<String>();
        lines.add("Usage: skerry COMMAND [ARGUMENTS] [OPTIONS]");
        lines.add("");
        lines.add(style.bold("Every day"));
        lines.addAll(summaries(commands.everyday()));
        lines.add("");
        lines.add(style.bold("Everything"));
        var verbs = new TreeMap<String, List<String>>();
        commands.all().stream()
                .filter(command -> !commands.everyday().contains(command))
                .map(command -> command.words().split(" ", 2))
                .forEach(words ->
                        verbs.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(words.length > 1 ? words[1] : ""));
        var width = verbs.keySet().stream().mapToInt(String::length).max().orElse(0);
        verbs.forEach((noun, its) -> lines.addAll(entry(noun, width, String.join(", ", its))));
        lines.add("");
        lines.add("A noun alone is its list: skerry apps. More: skerry help COMMAND, skerry help " + EXIT_CODES);
        return lines;
    }

    /// The commands of a noun.
    List<String> group(String words) {
        var lines = new ArrayList<String>();
        lines.add("Usage: skerry %s COMMAND".formatted(words));
        lines.add("");
        lines.addAll(summaries(commands.below(words)));
        lines.add("");
        lines.add("More: skerry help %s COMMAND".formatted(words));
        return lines;
    }

    /// One command: arguments, options and an example.
    List<String> command(Command command) {
        var ansi = style.isOn() ? Ansi.ON : Ansi.OFF;
        var lines = new ArrayList<>(
                Usage.of(command, style.width()).getUsageMessage(ansi).lines().toList());
        lines.add("");
        lines.add("Example: " + example(command));
        return lines;
    }

    static String example(Command command) {
        return ("skerry " + command.words() + " " + Examples.typed(Examples.withArguments(command.fields()))).strip();
    }

    List<String> exitCodes() {
        var lines = new ArrayList<String>();
        lines.add("Exit codes:");
        Arrays.stream(ExitCode.values()).forEach(code -> lines.add("%5d  %s".formatted(code.number(), code.meaning())));
        return lines;
    }

    private List<String> summaries(Collection<Command> commands) {
        var width = commands.stream()
                .mapToInt(command -> command.words().length())
                .max()
                .orElse(0);
        return commands.stream()
                .flatMap(command -> entry(command.words(), width, command.summary()).stream())
                .toList();
    }

    /// A word and what is said of it, in a column of its own.
    private List<String> entry(String word, int width, String text) {
        var indent = width + 2 * INDENT.length();
        var lines = new ArrayList<String>();
        for (var line : wrapped(text, Math.max(LEAST, style.width() - indent))) {
            var head = lines.isEmpty() ? INDENT + pad(word, width) + INDENT : " ".repeat(indent);
            lines.add((head + line).stripTrailing());
        }
        return lines;
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
