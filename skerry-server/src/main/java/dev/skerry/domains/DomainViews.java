package dev.skerry.domains;

import dev.skerry.api.domains.DomainView;
import dev.skerry.api.values.RoutePath;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import java.util.List;

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
                settings.https() && certificate.isEmpty() ? note(domain) : null,
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

    private static String note(Domain domain) {
        return ("No certificate names %s: visitors get the router's own, of which browsers warn."
                        + " Add one with 'skerry certificates add'.")
                .formatted(domain.host());
    }
}
