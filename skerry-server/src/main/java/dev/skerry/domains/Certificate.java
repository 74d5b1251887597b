package dev.skerry.domains;

import dev.skerry.api.values.CertificateId;
import dev.skerry.api.values.Name;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;

/// What is known of a certificate; its PEM stays in the store.
///
/// @param hosts it names, `*.` among them
record Certificate(
        CertificateId id,
        OrganizationId organization,
        Name name,
        List<String> hosts,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String fingerprint,
        Instant createdAt) {
    Certificate {
        hosts = List.copyOf(hosts);
    }
}
