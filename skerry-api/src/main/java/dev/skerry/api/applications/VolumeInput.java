package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Name;

/// Names a volume of an application.
public record VolumeInput(ApplicationRef application, Name name) {}
