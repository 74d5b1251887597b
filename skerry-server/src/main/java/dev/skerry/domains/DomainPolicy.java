package dev.skerry.domains;

import dev.skerry.api.domains.Redirect;
import dev.skerry.api.values.HostName;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.kernel.SkerryException;

/// Decides which domains there may be. Pure.
final class DomainPolicy {
    static final int USERS = 50;

    /// Of one application: few enough to be listed at once.
    static final int DOMAINS = 200;

    private static final String WILDCARD = "*.";

    private DomainPolicy() {}

    /// @throws SkerryException INVALID_INPUT with the field, when parts of it exclude each other
    static void check(Domain.Settings settings) {
        var redirect = settings.redirect();
        if (redirect != null) {
            check(settings, redirect);
        }
    }

    private static void check(Domain.Settings settings, Redirect redirect) {
        if (settings.stripPath() || settings.internalPath() != null || settings.port() != null) {
            throw SkerryException.invalid(
                    "/redirect",
                    "/redirect: a redirect has no application behind it: leave stripPath, internalPath and port out.");
        }
        if (Boolean.TRUE.equals(redirect.keepPath())
                && redirect.location().value().matches(".*[?#].*")) {
            throw SkerryException.invalid(
                    "/redirect/location",
                    "/redirect/location: no path can follow a query or fragment: leave '?' and '#' out, or keepPath.");
        }
    }

    /// @throws SkerryException INVALID_INPUT when nobody needs so many
    static void checkUsers(int count) {
        if (count > USERS) {
            throw SkerryException.invalid(
                    "/users", "/users: a domain has %d users at most, not %d.".formatted(USERS, count));
        }
    }

    /// Names below the base domain are given out by Skerry; each application may refine its own.
    ///
    /// @throws SkerryException INVALID_INPUT when the name is another's, or could be
    static void checkReserved(Addresses addresses, Application application, HostName host) {
        if (!addresses.isOpenTo(application, host)) {
            throw SkerryException.invalid(
                    "/host",
                    "/host: names such as '%s' are given out by Skerry. Choose another, or this application's own, '%s'."
                            .formatted(host, addresses.generated(application)));
        }
    }

    static boolean isWildcard(HostName host) {
        return host.value().startsWith(WILDCARD);
    }

    /// What stands behind the first dot: `example.org` for `www.example.org` and `*.example.org`.
    static String parent(HostName host) {
        return host.value().substring(host.value().indexOf('.') + 1);
    }
}
