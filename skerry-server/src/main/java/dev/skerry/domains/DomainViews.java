package dev.skerry.domains;

import dev.skerry.api.domains.DomainView;
import dev.skerry.api.values.RoutePath;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How domains are shown. Pure.
record DomainViews(Addresses addresses) {
    DomainView view(Application application, Domain domain, List<Certificate> certificates) {
        var settings = domain.settings();
        var internalPath = settings.internalPath();
        var certificate = CertificatePolicy.choose(certificates, domain.organization(), domain.host())
                .map(chosen -> chosen.name().value());
        return new DomainView(
                domain.id(),
                application.ref().value(),
                domain.host().value(),
                domain.path().value(),
                url(domain, certificates),
                settings.https(),
                certificate.orElse(null),
                note(application, domain, certificate.isPresent()),
                settings.stripPath(),
                internalPath == null ? null : internalPath.value(),
                settings.port(),
                List.copyOf(domain.users().keySet()),
                settings.redirect(),
                domain.createdAt());
    }

    String url(Domain domain, List<Certificate> certificates) {
        var https = domain.settings().https()
                || CertificatePolicy.choose(certificates, domain.organization(), domain.host())
                        .isPresent();
        return addresses.url(domain.host(), domain.path(), https);
    }

    /// Of the name Skerry gives the application.
    String url(Application application, List<Certificate> certificates) {
        var host = addresses.generated(application);
        var https = CertificatePolicy.choose(certificates, application.organization(), host)
                .isPresent();
        return addresses.url(host, RoutePath.ROOT, https);
    }

    private @Nullable String note(Application application, Domain domain, boolean hasCertificate) {
        if (!addresses.isOpenTo(application, domain.host())) {
            return "Not served: names such as %s are given out by Skerry, and this application's is %s now."
                    .formatted(domain.host(), addresses.generated(application));
        }
        if (!domain.settings().https() || hasCertificate) {
            return null;
        }
        return ("No certificate names %s: visitors get the router's own, of which browsers warn."
                        + " Add one with 'skerry certificates add'.")
                .formatted(domain.host());
    }
}
