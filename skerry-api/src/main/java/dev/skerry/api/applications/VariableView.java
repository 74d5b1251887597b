package dev.skerry.api.applications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A variable.
///
/// @param plain whether its value may be shown; else it is secret and never given back
/// @param value as it was set, references unresolved; absent when it is secret, and for those who may not change it
public record VariableView(
        String name, boolean plain, @Nullable String value, Instant changedAt) {}
