package dev.skerry.api.domains;

import dev.skerry.api.Clearable;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.RoutePath;
import dev.skerry.api.values.VisitorName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to change; what is absent stays, `null` goes back to what holds when nothing is said.
///
/// @param internalPath `/` for nothing
/// @param users all who may visit from now on; empty for everybody
public record UpdateDomain(
        DomainRef domain,
        @Nullable HostName host,
        @Clearable @Nullable RoutePath path,
        @Clearable @Nullable Boolean stripPath,
        @Clearable @Nullable RoutePath internalPath,
        @Clearable @Nullable PortNumber port,
        @Clearable @Nullable Boolean https,
        @Clearable @Nullable Map<VisitorName, Password> users,
        @Clearable @Nullable Redirect redirect) {
    public UpdateDomain {
        users = users == null ? null : Map.copyOf(users);
    }
}
