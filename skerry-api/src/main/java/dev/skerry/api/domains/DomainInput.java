package dev.skerry.api.domains;

import dev.skerry.api.values.DomainRef;

/// Names a domain.
public record DomainInput(DomainRef domain) {}
