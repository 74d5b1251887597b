package dev.skerry.cli.input;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.skerry.api.values.TextFormat;

/// What `deploy` is told to deploy: an application, or a folder. A folder is what is written as a path: `.`, or with a
/// slash in it.
public record DeployTarget(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "an application or a folder",
            "must be a name such as 'notes' or a path such as './notes'",
            ".{1,4096}",
            4096,
            ".");

    public DeployTarget {
        FORMAT.check(value);
    }

    public boolean isFolder() {
        return value.contains("/") || value.equals(".") || value.equals("..");
    }
}
