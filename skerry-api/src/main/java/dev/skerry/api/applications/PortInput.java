package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.PortNumber;

/// Names a published port of an application.
public record PortInput(ApplicationRef application, PortNumber published) {}
