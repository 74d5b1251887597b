package dev.skerry.domains;

import dev.skerry.api.values.HostName;
import dev.skerry.kernel.OrganizationId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Decides which certificate is shown for a host. Pure.
final class CertificatePolicy {
    /// Of one organization: few enough to be listed at once.
    static final int CERTIFICATES = 200;

    private static final Comparator<Certificate> BEST = Comparator.comparing(Certificate::notAfter)
            .thenComparing(certificate -> certificate.id().value());

    private CertificatePolicy() {}

    /// The one of the organization that names the host and lasts longest: whoever brings a new one need not take the
    /// old one away. Nobody's certificate is shown for somebody else's host.
    static Optional<Certificate> choose(
            Collection<Certificate> certificates, OrganizationId organization, HostName host) {
        return certificates.stream()
                .filter(certificate -> certificate.organization().equals(organization))
                .filter(certificate -> names(certificate, host))
                .max(BEST);
    }

    /// A `*` stands for one label (RFC 9525, section 6.3).
    private static boolean names(Certificate certificate, HostName host) {
        var wildcard = "*." + DomainPolicy.parent(host);
        return certificate.hosts().contains(host.value())
                || (!DomainPolicy.isWildcard(host) && certificate.hosts().contains(wildcard));
    }
}
