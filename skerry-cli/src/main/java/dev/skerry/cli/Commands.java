package dev.skerry.cli;

import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.LogRows;
import dev.skerry.api.catalogue.RunRows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every command by its words: those of the catalogue, and a few short ones on top.
final class Commands {
    private static final String LIST = " list";

    private final Map<String, Command> byWords = new LinkedHashMap<>();
    private final List<Command> everyday;

    Commands() {
        everyday = List.of(
                LogIn.command(),
                LogOut.command(),
                Status.command(),
                Ps.command(),
                Deploy.command(),
                OperationCommand.of(LogRows.READ).as("logs"),
                OperationCommand.of(RunRows.START).as("run"),
                OperationCommand.of(DeploymentRows.ROLL_BACK).as("rollback"),
                OperationCommand.of(DeploymentRows.SCALE).as("scale"),
                OperationCommand.of(DeploymentRows.RESTART).as("restart"),
                OperationCommand.of(DeploymentRows.STOP).as("stop"),
                OperationCommand.of(DeploymentRows.START).as("start"),
                Completion.command(this),
                Version.command());
        everyday.forEach(command -> byWords.put(command.words(), command));
        byWords.put(Environments.command().words(), Environments.command());
        var better = SetVariables.commands().stream().collect(Collectors.toMap(Command::words, command -> command));
        Catalogue.all().stream()
                .map(OperationCommand::of)
                .forEach(
                        command -> byWords.putIfAbsent(command.words(), better.getOrDefault(command.words(), command)));
    }

    /// A command, and what is left of what was typed.
    ///
    /// @param isList the verb `list` was not typed, but is meant
    record Match(Command command, List<String> rest, boolean isList) {}

    Collection<Command> all() {
        return byWords.values();
    }

    /// The short ones by hand.
    List<Command> everyday() {
        return everyday;
    }

    /// The one with the most words at the beginning of what was typed. A noun alone, or followed by what no command
    /// of its is called, means its list: `apps`, `releases notes`.
    Optional<Match> find(List<String> typed) {
        for (var count = typed.size(); count > 0; count--) {
            var words = String.join(" ", typed.subList(0, count));
            var isList = !byWords.containsKey(words);
            var command = byWords.get(isList ? words + LIST : words);
            if (command != null) {
                return Optional.of(new Match(command, typed.subList(count, typed.size()), isList));
            }
        }
        return Optional.empty();
    }

    /// The commands that begin with these words.
    List<Command> below(String words) {
        return byWords.values().stream()
                .filter(command ->
                        command.words().equals(words) || command.words().startsWith(words + " "))
                .toList();
    }

    /// What is meant by words of which the first, or the one after a noun, has a slip in it.
    Optional<String> nearest(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var noun = words.getFirst();
        var below = below(noun);
        if (below.isEmpty()) {
            return Words.nearest(
                    noun, all().stream().map(command -> command.words().split(" ")[0]));
        }
        return words.size() < 2
                ? Optional.empty()
                : Words.nearest(noun + " " + words.get(1), below.stream().map(Command::words));
    }
}
