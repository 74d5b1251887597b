package dev.skerry.deployments;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.domains.Redirect;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.RedirectStatus;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.deployments.Generation.State;
import dev.skerry.domains.Answering;
import dev.skerry.domains.Domain;
import dev.skerry.domains.Shown;
import dev.skerry.router.BackendName;
import dev.skerry.router.RouterConfig;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Balance;
import dev.skerry.router.RouterConfig.BasicUser;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decides what the edge must know. Pure.
record Routing(Addresses addresses) {
    private static final Duration RESPONSE = Duration.ofSeconds(60);
    private static final Duration TUNNEL = Duration.ofHours(1);
    private static final int FOR_GOOD = 308;

    /// An application with its names.
    ///
    /// @param present newest first: the newest decides how servers are checked
    record Site(Application application, List<Roster.Present> present, List<Domain> domains) {
        Site {
            present = List.copyOf(present);
            domains = List.copyOf(domains);
        }

        /// Whether somebody answers, or is about to.
        boolean isServed() {
            var runs = application.status() != ApplicationStatus.STOPPED;
            return present.stream()
                    .filter(one -> one.specification().serves())
                    .map(one -> one.generation().state())
                    .anyMatch(state -> state == State.STARTING || (state == State.LIVE && runs));
        }
    }

    /// The hosts of these applications, each once.
    List<Answering> hosts(List<Site> sites) {
        var hosts = new ArrayList<Answering>();
        for (var site : sites) {
            if (site.application().isDeleted()) {
                continue;
            }
            var organization = site.application().organization();
            hosts.add(new Answering(organization, addresses.generated(site.application())));
            site.domains().forEach(domain -> hosts.add(new Answering(organization, domain.host())));
        }
        return hosts.stream().distinct().toList();
    }

    RouterConfig config(List<Site> sites, List<Shown> certificates) {
        var backends = new ArrayList<Backend>();
        var routes = new ArrayList<Route>();
        for (var site : sites) {
            backends.addAll(backends(site));
            if (!site.application().isDeleted()) {
                routes.addAll(routes(site));
            }
        }
        return new RouterConfig(
                backends,
                routes,
                certificates.stream()
                        .map(shown -> new Certificate(shown.id().toString(), shown.pem(), shown.hosts()))
                        .toList());
    }

    /// One for the application's port, and one for each port its domains lead to: a release may move the one without
    /// the other.
    private List<Backend> backends(Site site) {
        var backends = new ArrayList<Backend>();
        var id = site.application().id();
        site.present().stream()
                .filter(one -> one.specification().serves())
                .findFirst()
                .ifPresent(newest -> {
                    var check = check(site.application(), newest.specification().healthCheck());
                    var balance = balance(site);
                    backends.add(backend(GenerationPlanner.backend(id), check, balance));
                    for (var port : ports(site)) {
                        var own = port == newest.specification().port();
                        backends.add(
                                backend(GenerationPlanner.backend(id, port), own ? check : accepts(check), balance));
                    }
                });
        return backends;
    }

    private static TreeSet<Integer> ports(Site site) {
        var ports = new TreeSet<Integer>();
        site.domains().stream()
                .map(domain -> domain.settings().port())
                .filter(port -> port != null)
                .forEach(port -> ports.add(port.value()));
        return ports;
    }

    /// By shares where a canary may come: the change of it costs a reload, so that it is made once and stays.
    private static Balance balance(Site site) {
        return site.present().stream().anyMatch(one -> one.specification().strategy() == Strategy.CANARY)
                ? Balance.SHARES
                : Balance.CONNECTIONS;
    }

    private static Backend backend(BackendName name, Check check, Balance balance) {
        return new Backend(name, check, RESPONSE, TUNNEL, balance);
    }

    /// A domain may stand in for the generated name, to protect or redirect it.
    private List<Route> routes(Site site) {
        var routes = new ArrayList<Route>();
        var generated = addresses.generated(site.application());
        if (site.domains().stream().noneMatch(domain -> domain.isWholeOf(generated))) {
            routes.add(generated(site, generated));
        }
        site.domains().forEach(domain -> routes.add(route(site, domain)));
        return routes;
    }

    private static Route generated(Site site, HostName host) {
        return new Route(
                "generated-" + site.application().id(),
                host.value(),
                "/",
                false,
                site.isServed() ? new Target.ToBackend(backendOf(site, null), false, null) : unavailable(site),
                List.of());
    }

    private static Route route(Site site, Domain domain) {
        return new Route(
                "domain-" + domain.id(),
                domain.host().value(),
                domain.path().value(),
                domain.settings().https(),
                target(site, domain.settings()),
                domain.users().entrySet().stream()
                        .map(user ->
                                new BasicUser(user.getKey(), user.getValue().reveal()))
                        .toList());
    }

    private static Target target(Site site, Domain.Settings settings) {
        if (settings.redirect() != null) {
            return redirect(settings.redirect());
        }
        var internalPath = settings.internalPath();
        return site.isServed()
                ? new Target.ToBackend(
                        backendOf(site, settings.port()),
                        settings.stripPath(),
                        internalPath == null ? null : internalPath.value())
                : unavailable(site);
    }

    private static Target redirect(Redirect redirect) {
        var status = redirect.status() == null ? new RedirectStatus(FOR_GOOD) : redirect.status();
        return new Target.Redirect(
                redirect.location().value(), status.value(), Boolean.TRUE.equals(redirect.keepPath()));
    }

    private static BackendName backendOf(Site site, @Nullable PortNumber port) {
        var id = site.application().id();
        return port == null ? GenerationPlanner.backend(id) : GenerationPlanner.backend(id, port.value());
    }

    /// What visitors read: nothing of the application but that it does not answer.
    private static Target unavailable(Site site) {
        return new Target.Unavailable(
                switch (site.application().status()) {
                    case NOT_DEPLOYED -> "This application is not deployed yet.";
                    case STOPPED -> "This application is stopped.";
                    case RUNNING -> "This application serves no pages.";
                });
    }

    private Check check(Application application, HealthCheck healthCheck) {
        var timing = healthCheck.timing();
        var interval = Duration.ofSeconds(Math.max(1, timing.interval().value()));
        var timeout = Duration.ofSeconds(Math.max(1, timing.timeout().value()));
        var retries = Math.max(1, timing.retries().value());
        return switch (healthCheck) {
            case HealthCheck.Http http ->
                new Check.Http(
                        http.path().value(), addresses.generated(application).value(), interval, timeout, retries);
            // A command is run by the engine; the router then looks whether the port answers.
            case HealthCheck.Tcp _, HealthCheck.Command _ -> new Check.Tcp(interval, timeout, retries);
        };
    }

    /// Another port need not know the path by which the application's own is checked.
    private static Check accepts(Check check) {
        return switch (check) {
            case Check.Http http -> new Check.Tcp(http.interval(), http.timeout(), http.retries());
            case Check.Tcp tcp -> tcp;
        };
    }
}
