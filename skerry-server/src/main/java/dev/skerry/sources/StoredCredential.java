package dev.skerry.sources;

import dev.skerry.api.sources.CredentialView;
import dev.skerry.api.values.GitHost;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What logs in to the repositories of one host, without its secret.
///
/// @param user of HTTPS
/// @param publicKey of SSH
/// @param hostKeys lines of a `known_hosts` file; empty until the host was seen
record StoredCredential(
        UUID id,
        OrganizationId organization,
        Name name,
        Kind kind,
        GitHost host,
        @Nullable String user,
        @Nullable String publicKey,
        List<String> hostKeys,
        Instant createdAt) {
    enum Kind {
        SSH,
        HTTPS
    }

    StoredCredential {
        hostKeys = List.copyOf(hostKeys);
    }

    /// Where the secret is stored, which it is encrypted for.
    static String place(UUID id) {
        return "git_credentials/" + id;
    }

    /// Whether it may be sent there: to its host, by its transport, and for HTTPS never without encryption.
    boolean isFor(GitUrl url) {
        var transport = switch (kind) {
            case SSH -> GitUrl.Kind.SSH;
            case HTTPS -> GitUrl.Kind.HTTPS;
        };
        return url.kind() == transport && host.isOf(url);
    }

    CredentialView view() {
        return new CredentialView(
                id,
                name.value(),
                kind.name().toLowerCase(Locale.ROOT),
                host.value(),
                user,
                publicKey,
                hostKeys,
                createdAt);
    }
}
