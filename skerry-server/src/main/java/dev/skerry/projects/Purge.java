package dev.skerry.projects;

import dev.skerry.kernel.OrganizationId;
import java.util.UUID;

/// A deleted project or environment whose grace time is over.
public record Purge(OrganizationId organization, UUID id, Kind kind) {
    public enum Kind {
        ENVIRONMENT,
        PROJECT
    }
}
