package dev.skerry.sources;

import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/// An archive somebody uploaded. Its file has the id for a name.
public record Archive(
        UUID id,
        OrganizationId organization,
        UUID application,
        String sha256,
        long size,
        ArchiveFormat format,
        Instant createdAt) {
    private static final int SHORT = 12;

    /// What a build may call its version: enough of the checksum to tell archives apart.
    public String version() {
        return sha256.substring(0, SHORT);
    }
}
