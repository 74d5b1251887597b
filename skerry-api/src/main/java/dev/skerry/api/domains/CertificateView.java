package dev.skerry.api.domains;

import dev.skerry.api.values.CertificateId;
import java.time.Instant;
import java.util.List;

/// A certificate, without its key.
///
/// @param names the hosts it is for
/// @param issuer its distinguished name
/// @param fingerprint SHA-256 of the host's own certificate, as `AB:CD:...`
public record CertificateView(
        CertificateId id,
        String name,
        List<String> names,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String fingerprint,
        Instant createdAt) {
    public CertificateView {
        names = List.copyOf(names);
    }
}
