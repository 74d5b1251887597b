package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Dotenv;
import org.jspecify.annotations.Nullable;

/// Sets the variables that stand in a text; others stay.
///
/// @param plain as in `SetVariables`
public record LoadVariables(
        ApplicationRef application, Dotenv dotenv, @Nullable Boolean plain) {}
