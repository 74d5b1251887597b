package dev.skerry.domains;

import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.applications.Urls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Where applications answer: the generated name first, then their domains. Redirects lead elsewhere.
public final class DomainUrls implements Urls {
    private final Addresses addresses;
    private final DomainViews views;
    private final DomainStore store = new DomainStore();
    private final CertificateStore certificates = new CertificateStore();

    public DomainUrls(Addresses addresses) {
        this.addresses = addresses;
        this.views = new DomainViews(addresses);
    }

    @Override
    public Map<UUID, List<String>> of(Handle handle, List<Application> applications) {
        if (applications.isEmpty()) {
            return Map.of();
        }
        var organization = applications.getFirst().organization();
        var known = certificates.list(handle, organization);
        var domains = store
                .of(
                        handle,
                        organization,
                        applications.stream().map(Application::id).toList())
                .stream()
                .collect(Collectors.groupingBy(Domain::application));
        return applications.stream()
                .collect(Collectors.toMap(
                        Application::id,
                        application -> urls(application, domains.getOrDefault(application.id(), List.of()), known)));
    }

    private List<String> urls(Application application, List<Domain> domains, List<Certificate> known) {
        var generated = addresses.generated(application);
        var urls = new ArrayList<String>();
        if (domains.stream().noneMatch(domain -> domain.isWholeOf(generated))) {
            urls.add(views.url(application, known));
        }
        domains.stream()
                .filter(domain -> domain.settings().redirect() == null)
                .filter(domain -> addresses.isOpenTo(application, domain.host()))
                .forEach(domain -> urls.add(views.url(domain, known)));
        return urls;
    }
}
