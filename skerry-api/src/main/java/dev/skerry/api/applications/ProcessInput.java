package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ProcessName;

/// Names a process type of an application.
public record ProcessInput(ApplicationRef application, ProcessName process) {}
