package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;

/// Names an application.
public record ApplicationInput(ApplicationRef application) {}
