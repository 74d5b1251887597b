package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.Name;
import org.jspecify.annotations.Nullable;

/// Gives an application a volume, or changes where it is mounted, from the next release on. See `Volume`.
public record SetVolume(
        ApplicationRef application,
        Name name,
        ContainerPath path,
        @Nullable Boolean readOnly) {}
