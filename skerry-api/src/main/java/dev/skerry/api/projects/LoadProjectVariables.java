package dev.skerry.api.projects;

import dev.skerry.api.values.Dotenv;
import dev.skerry.api.values.ProjectRef;
import org.jspecify.annotations.Nullable;

/// Sets the variables that stand in a text; others stay.
///
/// @param plain as in `SetProjectVariables`
public record LoadProjectVariables(
        ProjectRef project, Dotenv dotenv, @Nullable Boolean plain) {}
