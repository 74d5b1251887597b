package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ProcessName;
import org.jspecify.annotations.Nullable;

/// Publishes a port of an application on its host, from the next release on. See `PublishedPort`.
public record SetPort(
        ApplicationRef application,
        PortNumber published,
        PortNumber target,
        PublishedPort.@Nullable Protocol protocol,
        @Nullable ProcessName process) {}
