package dev.skerry.cli;

import java.util.List;

/// An option about how a command behaves, not about what it asks the server.
enum Switch {
    JSON("Write the API's JSON as it is; streams as a line of JSON for each record", "--json"),
    YES("Do it without asking first", "-y --yes"),
    ALL("Go on until the end of the list, page by page", "--all"),
    DETACH("Return at once and let it go on", "-d --detach");

    private final String description;
    private final String names;

    Switch(String description, String names) {
        this.description = description;
        this.names = names;
    }

    String description() {
        return description;
    }

    List<String> names() {
        return List.of(names.split(" "));
    }
}
