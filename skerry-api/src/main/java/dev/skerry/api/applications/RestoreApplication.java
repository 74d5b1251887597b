package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;

/// Takes back the deletion of an application, by its id when its name is not unique. It is stopped then: start it.
public record RestoreApplication(ApplicationRef application) {}
