package dev.skerry.api.applications;

import java.time.Instant;

/// A variable by name: values are never given back.
public record VariableView(String name, Instant changedAt) {}
