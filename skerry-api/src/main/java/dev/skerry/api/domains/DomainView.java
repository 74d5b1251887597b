package dev.skerry.api.domains;

import dev.skerry.api.values.DomainId;
import dev.skerry.api.values.PortNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A name an application answers at.
///
/// @param application as every command takes it
/// @param port where the web process listens, when it is not the application's port
/// @param https whether plain HTTP is redirected to HTTPS
/// @param users names of those who may visit; everybody when empty
/// @param url what to open
/// @param certificate the name of the one that is shown to visitors; absent for the router's own
/// @param note what is not as it should be
public record DomainView(
        DomainId id,
        String application,
        String host,
        String path,
        String url,
        boolean https,
        @Nullable String certificate,
        @Nullable String note,
        boolean stripPath,
        @Nullable String internalPath,
        @Nullable PortNumber port,
        List<String> users,
        @Nullable Redirect redirect,
        Instant createdAt) {
    public DomainView {
        users = List.copyOf(users);
    }
}
