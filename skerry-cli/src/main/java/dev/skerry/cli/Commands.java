package dev.skerry.cli;

import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.LogRows;
import dev.skerry.api.catalogue.RunRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                OperationCommand.of(ApplicationRows.LIST).as("ps"),
                Deploy.command(),
                OperationCommand.of(LogRows.READ).as("logs"),
                OperationCommand.of(RunRows.START).as("run"),
                OperationCommand.of(DeploymentRows.ROLL_BACK).as("rollback"),
                Completion.command(this),
                Version.command());
        everyday.forEach(command -> byWords.put(command.words(), command));
        SetVariables.commands().forEach(command -> byWords.put(command.words(), command));
        Catalogue.all().stream()
                .map(OperationCommand::of)
                .forEach(command -> byWords.putIfAbsent(command.words(), command));
    }

    /// A command, and what is left of what was typed.
    record Match(Command command, List<String> rest) {}

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
            var command = byWords.containsKey(words) ? byWords.get(words) : byWords.get(words + LIST);
            if (command != null) {
                return Optional.of(new Match(command, typed.subList(count, typed.size())));
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

    /// What is meant by a word with a slip in it.
    Optional<String> nearest(String word) {
        return all().stream()
                .map(command -> command.words().split(" ")[0])
                .filter(known -> distance(known, word) <= 2)
                .min((a, b) -> Integer.compare(distance(a, word), distance(b, word)));
    }

    /// Letters to put in, take out or change.
    private static int distance(String one, String other) {
        var row = new ArrayList<Integer>();
        for (var column = 0; column <= other.length(); column++) {
            row.add(column);
        }
        for (var i = 1; i <= one.length(); i++) {
            var diagonal = row.set(0, i);
            for (var j = 1; j <= other.length(); j++) {
                var change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row.set(j, Math.min(change, Math.min(row.get(j), row.get(j - 1)) + 1));
            }
        }
        return row.getLast();
    }
}
