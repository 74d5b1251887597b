package dev.skerry.api.sources;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A credential without its secret.
///
/// @param kind `ssh` or `https`
/// @param user the name it logs in with over HTTPS
/// @param publicKey the public half of a deploy key, to be added to the repository at its host
/// @param hostKeys what the host may present over SSH; empty until its first key was seen
public record CredentialView(
        UUID id,
        String name,
        String kind,
        String host,
        @Nullable String user,
        @Nullable String publicKey,
        List<String> hostKeys,
        Instant createdAt) {
    public CredentialView {
        hostKeys = List.copyOf(hostKeys);
    }
}
