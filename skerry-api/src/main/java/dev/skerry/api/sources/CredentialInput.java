package dev.skerry.api.sources;

import dev.skerry.api.values.CredentialRef;

/// Names a credential.
public record CredentialInput(CredentialRef credential) {}
