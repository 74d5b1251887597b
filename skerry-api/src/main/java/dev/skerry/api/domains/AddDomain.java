package dev.skerry.api.domains;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.RoutePath;
import dev.skerry.api.values.VisitorName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets an application answer at a host and everything below a path; the longest path of a host wins, and a host wins
/// against `*.`.
///
/// @param path `/` when absent
/// @param stripPath whether the application gets requests without the path; no when absent
/// @param internalPath what the application gets in front of the rest; nothing when absent
/// @param port where the web process listens, when it is not the application's port
/// @param https whether plain HTTP is redirected to HTTPS; no when absent
/// @param users who may visit, with their passwords; everybody when absent
/// @param redirect answers with a redirect in place of the application
public record AddDomain(
        ApplicationRef application,
        HostName host,
        @Nullable RoutePath path,
        @Nullable Boolean stripPath,
        @Nullable RoutePath internalPath,
        @Nullable PortNumber port,
        @Nullable Boolean https,
        @Nullable Map<VisitorName, Password> users,
        @Nullable Redirect redirect) {
    public AddDomain {
        users = users == null ? null : Map.copyOf(users);
    }
}
