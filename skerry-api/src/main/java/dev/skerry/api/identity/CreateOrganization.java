package dev.skerry.api.identity;

import dev.skerry.api.values.Name;

/// Makes an organization, with the caller as its owner.
public record CreateOrganization(Name name) {}
