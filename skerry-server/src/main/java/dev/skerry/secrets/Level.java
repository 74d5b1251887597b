package dev.skerry.secrets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where variables stand, from the top down.
enum Level {
    PROJECT("project", "projects env set"),
    ENVIRONMENT("environment", "environments env set"),
    APPLICATION("application", "env set");

    private final String noun;
    private final String command;

    Level(String noun, String command) {
        this.noun = noun;
        this.command = command;
    }

    String noun() {
        return noun;
    }

    /// The words of the command line that set a variable here.
    String command() {
        return command;
    }

    /// This one and those above it, the nearest first.
    List<Level> upwards() {
        return switch (this) {
            case PROJECT -> List.of(PROJECT);
            case ENVIRONMENT -> List.of(ENVIRONMENT, PROJECT);
            case APPLICATION -> List.of(APPLICATION, ENVIRONMENT, PROJECT);
        };
    }

    /// The one a reference names: `project` or `environment`. Of applications no other one's can be named.
    static Optional<Level> named(String noun) {
        return Arrays.stream(values())
                .filter(level -> level != APPLICATION && level.noun.equals(noun))
                .findFirst();
    }
}
