package dev.skerry.api.sources;

import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.HostKeys;
import org.jspecify.annotations.Nullable;

/// Says anew which keys a host may present.
///
/// @param hostKeys when absent, the next key the host shows is trusted from then on
public record PinHostKeys(
        CredentialRef credential, @Nullable HostKeys hostKeys) {}
