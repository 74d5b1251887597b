package dev.skerry.cli.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the options of a command are called: `--source-git-url` after the path of the component, and before that a
/// friendlier name where there is one.
final class Names {
    /// Everybody's words for what stands deep in a record. A command that has a component of that name keeps it for
    /// that.
    private static final Map<String, String> FRIENDLY = Map.ofEntries(
            Map.entry("source.git.url", "--git"),
            Map.entry("source.git.ref", "--ref"),
            Map.entry("source.git.folder", "--folder"),
            Map.entry("source.git.credential", "--credential"),
            Map.entry("source.image.image", "--image"),
            Map.entry("source.archive", "--archive"),
            Map.entry("healthCheck.http.path", "--health-path"),
            Map.entry("healthCheck.tcp", "--health-tcp"),
            Map.entry("login.ssh", "--ssh"),
            Map.entry("login.https.user", "--user"),
            Map.entry("follow", "-f"));

    private Names() {}

    /// @param taken the generated names of all options of the command
    static List<String> of(Field field, Set<String> taken) {
        var generated = generated(field);
        var friendly = FRIENDLY.get(field.dotted());
        if (friendly == null || (taken.contains(friendly) && !friendly.equals(generated))) {
            return List.of(generated);
        }
        return friendly.length() == 2 ? List.of(generated, friendly) : List.of(friendly, generated);
    }

    /// A part that repeats the one before it is left out: `source.image.image` is `--source-image`.
    static String generated(Field field) {
        var parts = new ArrayList<String>();
        for (var part : field.dotted().split("\\.")) {
            if (parts.isEmpty() || !parts.getLast().equals(part)) {
                parts.add(part);
            }
        }
        return "--" + String.join("-", parts.stream().map(Names::kebab).toList());
    }

    /// `startPeriod` is `start-period`.
    static String kebab(String camel) {
        return String.join("-", words(camel));
    }

    /// `startPeriod` is `START_PERIOD`.
    static String upperSnake(String camel) {
        return String.join("_", words(camel)).toUpperCase(Locale.ROOT);
    }

    private static List<String> words(String camel) {
        return Arrays.stream(camel.split("(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
