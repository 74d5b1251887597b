package dev.skerry.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// What bin/bench was asked for.
///
/// @param runs how often to measure, when it was said
/// @param samples the folder of the sample applications
/// @param server the command that starts the server
record Options(String name, boolean json, OptionalInt runs, Path samples, List<String> server) {
    private static final int MOST_RUNS = 1000;

    /// Reads `NAME SAMPLES [--json] [--runs N] -- SERVER-COMMAND...`.
    ///
    /// @throws IllegalArgumentException that says what is wrong
    static Options parse(String... arguments) {
        var all = Arrays.asList(arguments);
        var end = all.indexOf("--");
        if (end < 2 || end == all.size() - 1) {
            throw new IllegalArgumentException("expected NAME SAMPLES [options] -- SERVER-COMMAND...");
        }
        var json = false;
        var runs = OptionalInt.empty();
        for (var at = 2; at < end; at++) {
            switch (all.get(at)) {
                case "--json" -> json = true;
                case "--runs" -> runs = OptionalInt.of(number(++at < end ? all.get(at) : ""));
                case String other -> throw new IllegalArgumentException("unknown option " + other);
            }
        }
        return new Options(
                all.getFirst(), json, runs, Path.of(all.get(1)), List.copyOf(all.subList(end + 1, all.size())));
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST_RUNS) {
            throw new IllegalArgumentException("--runs must be 1 to %d, not '%s'".formatted(MOST_RUNS, text));
        }
        return Integer.parseInt(text);
    }
}
