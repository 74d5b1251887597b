package dev.skerry.domains;

import dev.skerry.api.domains.Redirect;
import dev.skerry.api.values.DomainId;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.RoutePath;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A host and path, and where they lead.
///
/// @param users who may visit, with their passwords' crypt(3) hashes; everybody when empty
public record Domain(
        DomainId id,
        OrganizationId organization,
        UUID application,
        HostName host,
        RoutePath path,
        Settings settings,
        Map<String, Secret> users,
        Instant createdAt) {
    public Domain {
        users = Collections.unmodifiableMap(new TreeMap<>(users));
    }

    /// The same with other visitors.
    Domain visitedBy(Map<String, Secret> others) {
        return new Domain(id, organization, application, host, path, settings, others, createdAt);
    }

    /// Whether it stands for everything at the host.
    public boolean isWholeOf(HostName other) {
        return host.equals(other) && path.isRoot();
    }

    /// Stored as JSON: a component that is added later must be nullable or have a default here.
    ///
    /// @param port where the web process listens, when it is not the application's port
    /// @param https whether plain HTTP is redirected to HTTPS
    /// @param redirect in place of the application
    public record Settings(
            boolean stripPath,
            @Nullable RoutePath internalPath,
            @Nullable PortNumber port,
            boolean https,
            @Nullable Redirect redirect) {
        public Settings {
            internalPath = internalPath == null || internalPath.isRoot() ? null : internalPath;
        }
    }
}
