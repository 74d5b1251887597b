package dev.skerry.cli;

import dev.skerry.cli.output.Terminal;
import java.util.List;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Writes the script that lets a shell complete commands and options.
final class Completion {
    private static final String NAME = "skerry";

    private Completion() {}

    /// The shells there is a script for. The one for bash runs in zsh too, which it finds out by itself.
    enum Shell {
        BASH,
        ZSH
    }

    record Input(Shell shell) {}

    static Command command(Commands commands) {
        return new Command(
                "completion",
                "Writes the completion script of a shell: source <(skerry completion bash)",
                Input.class,
                List.of("shell"),
                Set.of(),
                (session, input) -> {
                    write(session.terminal(), commands);
                    return ExitCode.OK;
                });
    }

    private static void write(Terminal terminal, Commands commands) {
        terminal.out().print(AutoComplete.bash(NAME, tree(commands)));
        terminal.out().flush();
    }

    private static CommandLine tree(Commands commands) {
        var root = CommandSpec.create().name(NAME);
        for (var command : commands.all()) {
            var words = List.of(command.words().split(" "));
            var parent = root;
            for (var word : words.subList(0, words.size() - 1)) {
                parent = below(parent, word);
            }
            attach(parent, words.getLast(), Usage.leaf(command));
        }
        return new CommandLine(root);
    }

    private static CommandSpec below(CommandSpec parent, String word) {
        var there = parent.subcommands().get(word);
        if (there != null) {
            return there.getCommandSpec();
        }
        var group = CommandSpec.create().name(word);
        parent.addSubcommand(word, group);
        return group;
    }

    private static void attach(CommandSpec parent, String word, CommandSpec leaf) {
        if (!parent.subcommands().containsKey(word)) {
            parent.addSubcommand(word, leaf);
        }
    }
}
