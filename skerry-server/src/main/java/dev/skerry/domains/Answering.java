package dev.skerry.domains;

import dev.skerry.api.values.HostName;
import dev.skerry.kernel.OrganizationId;

/// A host and whose it is.
public record Answering(OrganizationId organization, HostName host) {}
