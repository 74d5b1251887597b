package dev.skerry.builds;

import java.util.List;

/// The `.dockerignore` a build runs with: the user's own, then what never enters a build. In such a file the
/// last line that fits decides, so nothing above can let it in again.
final class DockerIgnore {
    private static final List<String> ALWAYS = List.of(
            "# Added by Skerry: history and secrets stay outside.",
            "**/.git",
            "**/.env",
            "**/.env.*",
            "!**/.env.example",
            "!**/.env.sample",
            "!**/.env.template",
            "!**/.env.dist");

    private DockerIgnore() {}

    /// @param own the user's file, empty when there is none
    static String compose(String own) {
        var start = own.startsWith("\ufeff") ? own.substring(1) : own;
        var end = start.isEmpty() || start.endsWith("\n") ? start : start + "\n";
        return end + String.join("\n", ALWAYS) + "\n";
    }
}
