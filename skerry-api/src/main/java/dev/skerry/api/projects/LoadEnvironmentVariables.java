package dev.skerry.api.projects;

import dev.skerry.api.values.Dotenv;
import dev.skerry.api.values.EnvironmentRef;
import org.jspecify.annotations.Nullable;

/// Sets the variables that stand in a text; others stay.
///
/// @param plain as in `SetEnvironmentVariables`
public record LoadEnvironmentVariables(
        EnvironmentRef environment, Dotenv dotenv, @Nullable Boolean plain) {}
