package dev.skerry.api.domains;

import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.RoutePath;
import dev.skerry.api.values.VisitorName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to change; what is absent stays.
///
/// @param internalPath `/` for nothing
/// @param users all who may visit from now on; empty for everybody
public record UpdateDomain(
        DomainRef domain,
        @Nullable HostName host,
        @Nullable RoutePath path,
        @Nullable Boolean stripPath,
        @Nullable RoutePath internalPath,
        @Nullable PortNumber port,
        @Nullable Boolean https,
        @Nullable Map<VisitorName, Password> users,
        @Nullable Redirect redirect) {
    public UpdateDomain {
        users = users == null ? null : Map.copyOf(users);
    }
}
