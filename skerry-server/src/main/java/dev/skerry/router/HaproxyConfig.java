package dev.skerry.router;

import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.RouterConfig.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes HAProxy's configuration (2.6 and later LTS; reference: docs.haproxy.org/2.6/configuration.html). Pure:
/// the same routes give the same text, whatever order they come in. The config must have passed `RouterPolicy`.
final class HaproxyConfig {
    /// Where the state folder is inside the container.
    static final String FOLDER = "/etc/skerry-router";

    static final String DEFAULT_CERTIFICATE = "default.pem";

    /// HAProxy's crt-list: a certificate a line, with its hosts.
    static final String CERTIFICATES = "certificates.list";

    private static final Pattern BACKEND = Pattern.compile("backend ([A-Za-z0-9_-]+)");
    private static final Pattern DESCRIPTION = Pattern.compile("(?m)^ {2}description ([0-9a-f]+)$");

    private HaproxyConfig() {}

    static Rendered render(RouterConfig config, Map<BackendName, ServerPool> pools, RouterSettings settings) {
        var files = files(config);
        var generation = generation(text(config, Map.of(), settings, ""), files);
        return new Rendered(
                generation,
                text(config, pools, settings, generation),
                RouteMap.lines(config.routes()),
                withRoutes(files, config));
    }

    /// The backends of a configuration and their servers, as `render` wrote them.
    static Map<BackendName, ServerPool> pools(String configuration) {
        var pools = new HashMap<BackendName, ServerPool>();
        var pool = ServerPool.empty(new BackendName("none"));
        for (var line : configuration.lines().toList()) {
            var backend = BACKEND.matcher(line);
            pool = backend.matches()
                    ? ServerPool.empty(new BackendName(backend.group(1)))
                    : ServerLine.read(line, pool);
            if (backend.matches() || line.startsWith("  server ")) {
                pools.put(pool.backend(), pool);
            }
        }
        return Map.copyOf(pools);
    }

    /// The generation a configuration says it is.
    static Optional<String> generation(String configuration) {
        var description = DESCRIPTION.matcher(configuration);
        return description.find() ? Optional.of(description.group(1)) : Optional.empty();
    }

    private static String text(
            RouterConfig config, Map<BackendName, ServerPool> pools, RouterSettings settings, String generation) {
        var routes =
                config.routes().stream().sorted(Comparator.comparing(Route::id)).toList();
        var sections = new StringBuilder();
        sections.append(HaproxyGlobal.render(settings, generation, folder(generation)));
        sections.append(HaproxyFrontend.render(
                settings, folder(generation), !config.certificates().isEmpty()));
        sections.append(HaproxyBackends.own(routes, folder(generation)));
        var byBackend = HaproxyBackends.byBackend(routes);
        config.backends().stream()
                .sorted(Comparator.comparing(backend -> backend.name().value()))
                .map(backend -> backend(backend, byBackend, pools, folder(generation)))
                .forEach(sections::append);
        return sections.toString();
    }

    private static String backend(
            Backend backend, Map<BackendName, List<Route>> routes, Map<BackendName, ServerPool> pools, String folder) {
        var pool = pools.getOrDefault(backend.name(), ServerPool.empty(backend.name()));
        return HaproxyBackends.render(backend, routes.getOrDefault(backend.name(), List.of()), pool, folder);
    }

    private static String folder(String generation) {
        return FOLDER + "/" + generation;
    }

    private static Map<String, String> files(RouterConfig config) {
        var files = new TreeMap<String, String>();
        files.put("unknown.html", Pages.unknown());
        files.put("unhealthy.html", Pages.unhealthy());
        files.put("unavailable.html", Pages.unavailable());
        if (!config.certificates().isEmpty()) {
            files.put(CERTIFICATES, certificates(config.certificates()));
        }
        files.putAll(config.certificates().stream()
                .collect(Collectors.toMap(
                        certificate -> "certificates/" + certificate.name() + ".pem", HaproxyConfig::pem)));
        return files;
    }

    /// Which certificate is shown for which hosts: what a certificate says of itself does not count, or one could be
    /// made for somebody else's host. Its paths are relative to `crt-base`.
    private static String certificates(List<Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> "%s.pem %s\n"
                        .formatted(
                                certificate.name(),
                                certificate.hosts().stream().sorted().collect(Collectors.joining(" "))))
                .sorted()
                .collect(Collectors.joining());
    }

    private static String pem(Certificate certificate) {
        return certificate.pem().reveal().strip() + "\n";
    }

    private static Map<String, String> withRoutes(Map<String, String> files, RouterConfig config) {
        var all = new TreeMap<>(files);
        all.put(RouteMap.FILE, RouteMap.render(config.routes()));
        return all;
    }

    private static String generation(String skeleton, Map<String, String> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(skeleton.getBytes(StandardCharsets.UTF_8));
            files.forEach((name, content) ->
                    digest.update("\0%s\0%s".formatted(name, content).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
