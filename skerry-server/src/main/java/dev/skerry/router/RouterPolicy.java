package dev.skerry.router;

import dev.skerry.kernel.SkerryException;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.BasicUser;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What may stand in an edge's configuration. Each text is held to the characters its place in HAProxy's language
/// takes literally, so that nothing needs escaping and nothing can end a word, a line or a quotation. Refuses
/// with the JSON pointer of the value inside the `RouterConfig`.
final class RouterPolicy {
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?%s(\\.%s)*".formatted(LABEL, LABEL));
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,79}");
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._~!$&()*+,=:@-]+)+");
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");
    private static final Pattern LOCATION =
            Pattern.compile("(https?://[A-Za-z0-9\\[]|/)[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]{0,2000}");
    private static final Pattern CHECKED = Pattern.compile("/[A-Za-z0-9._~:/?@!$&()*+,;=%-]{0,1000}");
    private static final Pattern CHECKED_HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");
    private static final Pattern HASH =
            Pattern.compile("\\$6\\$(rounds=[1-9]\\d{3}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{86}");
    static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Duration LONGEST = Duration.ofDays(24);

    private RouterPolicy() {}

    /// @throws SkerryException INVALID_INPUT with the field, when one value cannot be written down safely, is
    ///     there twice, or names a backend that is not there
    static void check(RouterConfig config) {
        each("/backends", config.backends(), RouterPolicy::backend);
        each("/routes", config.routes(), RouterPolicy::route);
        each("/certificates", config.certificates(), RouterPolicy::certificate);
        unique("/backends", config.backends(), Backend::name);
        unique("/routes", config.routes(), Route::id);
        unique("/routes", config.routes(), route -> route.host() + route.path());
        unique("/certificates", config.certificates(), Certificate::name);
        var shown = config.certificates().stream()
                .flatMap(certificate -> certificate.hosts().stream())
                .toList();
        unique("/certificates/hosts", shown, host -> host);
        var names = config.backends().stream().map(Backend::name).collect(Collectors.toSet());
        each("/routes", config.routes(), (at, route) -> {
            if (route.target() instanceof Target.ToBackend to) {
                require(names.contains(to.backend()), at + "/target/backend", "There is no backend", to.backend());
            }
        });
    }

    private static void backend(String at, Backend backend) {
        length(at + "/responseDeadline", backend.responseDeadline());
        length(at + "/tunnelDeadline", backend.tunnelDeadline());
        switch (backend.check()) {
            case Check.Tcp tcp -> timing(at + "/check", tcp.interval(), tcp.timeout(), tcp.retries());
            case Check.Http http -> {
                timing(at + "/check", http.interval(), http.timeout(), http.retries());
                match(CHECKED, at + "/check/path", http.path());
                optional(CHECKED_HOST, at + "/check/host", http.host());
            }
        }
    }

    private static void timing(String at, Duration interval, Duration timeout, int retries) {
        length(at + "/interval", interval);
        length(at + "/timeout", timeout);
        require(retries >= 1 && retries <= 1000, at + "/retries", "Not between 1 and 1000:", retries);
    }

    private static void route(String at, Route route) {
        match(ID, at + "/id", route.id());
        host(at + "/host", route.host());
        path(at + "/path", route.path());
        each(at + "/users", route.users(), RouterPolicy::user);
        unique(at + "/users", route.users(), BasicUser::name);
        switch (route.target()) {
            case Target.ToBackend to -> {
                if (to.internalPath() != null) {
                    path(at + "/target/internalPath", to.internalPath());
                }
            }
            case Target.Redirect to -> redirect(at + "/target", to);
            case Target.Unavailable _ -> {}
        }
    }

    private static void host(String at, String host) {
        match(HOST, at, host);
        require(host.length() <= 253, at, "Longer than a host can be:", host);
    }

    private static void path(String at, String path) {
        match(PATH, at, path);
        require(path.length() <= 1000 && !DOTS.matcher(path).find(), at, "Not a plain path:", path);
    }

    private static void redirect(String at, Target.Redirect redirect) {
        match(LOCATION, at + "/location", redirect.location());
        require(REDIRECTS.contains(redirect.status()), at + "/status", "Not a redirect:", redirect.status());
        require(
                !redirect.keepPath() || redirect.location().matches("[^?#]*"),
                at + "/location",
                "A path cannot follow a query or fragment:",
                redirect.location());
    }

    private static void user(String at, BasicUser user) {
        match(USER, at + "/name", user.name());
        require(
                HASH.matcher(user.passwordHash()).matches(),
                at + "/passwordHash",
                "Not a crypt(3) hash by SHA-512",
                "");
    }

    private static void certificate(String at, Certificate certificate) {
        match(ID, at + "/name", certificate.name());
        require(!certificate.hosts().isEmpty(), at + "/hosts", "A certificate for no host:", certificate.name());
        each(at + "/hosts", certificate.hosts(), RouterPolicy::host);
        var pem = certificate.pem().reveal();
        require(
                pem.contains("-----BEGIN CERTIFICATE-----") && pem.contains("PRIVATE KEY-----"),
                at + "/pem",
                "Not a certificate with its private key in PEM",
                "");
    }

    private static void length(String at, Duration duration) {
        require(duration.toMillis() > 0 && duration.compareTo(LONGEST) <= 0, at, "Not 1 ms to 24 days:", duration);
    }

    private static void optional(Pattern pattern, String at, @Nullable String value) {
        if (value != null) {
            match(pattern, at, value);
        }
    }

    private static void match(Pattern pattern, String at, String value) {
        require(pattern.matcher(value).matches(), at, "The edge cannot take", "'" + value + "'");
    }

    private static void require(boolean fine, String at, String complaint, Object value) {
        if (!fine) {
            throw SkerryException.invalid(at, "%s %s (%s)".formatted(complaint, value, at));
        }
    }

    private static <T> void each(String at, List<T> values, BiConsumer<String, T> rule) {
        for (int i = 0; i < values.size(); i++) {
            rule.accept(at + "/" + i, values.get(i));
        }
    }

    private static <T> void unique(String at, List<T> values, Function<T, Object> key) {
        var seen = new HashSet<Object>();
        each(
                at,
                values,
                (place, value) -> require(seen.add(key.apply(value)), place, "There twice:", key.apply(value)));
    }
}
