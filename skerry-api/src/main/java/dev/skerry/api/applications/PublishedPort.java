package dev.skerry.api.applications;

import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ProcessName;
import org.jspecify.annotations.Nullable;

/// A port of a process that is published on the host its task runs on, past the router.
///
/// @param published on the host
/// @param target inside the container
/// @param protocol TCP when absent
/// @param process `web` when absent
public record PublishedPort(
        PortNumber published,
        PortNumber target,
        @Nullable Protocol protocol,
        @Nullable ProcessName process) {
    /// What travels over the port.
    public enum Protocol {
        TCP,
        UDP
    }
}
