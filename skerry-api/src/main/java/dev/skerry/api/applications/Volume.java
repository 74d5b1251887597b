package dev.skerry.api.applications;

import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.Name;
import org.jspecify.annotations.Nullable;

/// A volume of an application, mounted by each of its processes. It outlives releases, and the application too unless
/// its
/// removal is asked for.
///
/// @param path where processes find it
/// @param readOnly whether they may only read; they may write when absent
public record Volume(
        Name name, ContainerPath path, @Nullable Boolean readOnly) {
    /// Whether its processes may write to it.
    public boolean mayBeWritten() {
        return !Boolean.TRUE.equals(readOnly);
    }
}
