package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Balance;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.ServerState.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HaproxyConfigTest {
    private static final RouterSettings SETTINGS = RouterSettings.of(80, 8443);

    @Test
    void writesTheWholeConfiguration() throws IOException {
        var rendered = HaproxyConfig.render(Samples.full(), Map.of(WEB, pool()), SETTINGS);

        assertThat(rendered.configuration()).isEqualTo(resource("full.cfg"));
        assertThat(rendered.files().get("certificates.list")).isEqualTo("web.example.pem *.web.example web.example\n");
        assertThat(rendered.files().get("routes.map")).isEqualTo(resource("full.map"));
        assertThat(rendered.files())
                .containsOnlyKeys(
                        "certificates.list",
                        "certificates/web.example.pem",
                        "routes.map",
                        "unavailable.html",
                        "unhealthy.html",
                        "unknown.html");
    }

    @Test
    void readsItsOwnServersBack() {
        var rendered = HaproxyConfig.render(Samples.full(), Map.of(WEB, pool()), SETTINGS);

        assertThat(HaproxyConfig.pools(rendered.configuration()))
                .isEqualTo(Map.of(WEB, pool(), new BackendName("api"), ServerPool.empty(new BackendName("api"))));
        assertThat(HaproxyConfig.generation(rendered.configuration())).hasValue(rendered.generation());
    }

    /// A container that was killed comes back with it.
    @Test
    void keepsASplit() {
        var old = new ServerAddress("10.0.1.7", 3000);
        var canary = new ServerAddress("10.0.1.8", 3000);
        var split = pool().stage(Set.of(canary)).split(new Split(Set.of(old), Set.of(canary), 10));

        var rendered = HaproxyConfig.render(Samples.full(), Map.of(WEB, split), SETTINGS);

        assertThat(rendered.configuration())
                .contains("server 10.0.1.7-3000 10.0.1.7:3000 weight 9 ", "10.0.1.8:3000 weight 1 ");
        assertThat(HaproxyConfig.pools(rendered.configuration()).get(WEB)).isEqualTo(split);
    }

    @Test
    void sharesRequestsByTurnsOnlyWhereItIsTold() {
        var turns = new Backend(WEB, Samples.tcp(), Duration.ofSeconds(60), Duration.ofHours(1), Balance.SHARES);
        var both = Samples.config(List.of(turns, Samples.backend("api", Samples.tcp())), List.of());

        assertThat(HaproxyConfig.render(both, Map.of(), SETTINGS)
                        .configuration()
                        .lines())
                .filteredOn(line -> line.startsWith("  balance"))
                .containsExactly("  balance leastconn", "  balance roundrobin");
    }

    @Test
    void isTheSameWhateverOrderTheRoutesComeIn() {
        var config = Samples.full();
        var turned =
                new RouterConfig(config.backends().reversed(), config.routes().reversed(), config.certificates());

        assertThat(HaproxyConfig.render(turned, Map.of(), SETTINGS))
                .isEqualTo(HaproxyConfig.render(config, Map.of(), SETTINGS));
    }

    @Test
    void keepsItsGenerationWhenOnlyServersOrPlainRoutesChange() {
        var config = Samples.full();
        var routes = config.routes().stream()
                .filter(route -> !List.of("web", "old", "off").contains(route.id()))
                .toList();
        var fewer = new RouterConfig(config.backends(), routes, config.certificates());

        assertThat(generation(fewer, Map.of())).isEqualTo(generation(config, Map.of(WEB, pool())));
    }

    @Test
    void changesItsGenerationWithARuleABackendOrACertificate() {
        var config = Samples.full();
        var withoutRule = new RouterConfig(
                config.backends(),
                config.routes().stream()
                        .filter(route -> !route.id().equals("safe"))
                        .toList(),
                config.certificates());
        var certificate = config.certificates().getFirst();
        var renewed = new Certificate(
                certificate.name(), new Secret(certificate.pem().reveal() + "again"), certificate.hosts());
        var withRenewed = new RouterConfig(config.backends(), config.routes(), List.of(renewed));

        assertThat(List.of(
                        generation(config, Map.of()),
                        generation(withoutRule, Map.of()),
                        generation(withRenewed, Map.of())))
                .doesNotHaveDuplicates();
    }

    @Test
    void showsNoKeyWhenPrinted() {
        assertThat(HaproxyConfig.render(Samples.full(), Map.of(), SETTINGS).toString())
                .doesNotContain("BEGIN");
    }

    private static String generation(RouterConfig config, Map<BackendName, ServerPool> pools) {
        return HaproxyConfig.render(config, pools, SETTINGS).generation();
    }

    private static ServerPool pool() {
        return ServerPool.empty(WEB)
                .with(new ServerAddress("10.0.1.5", 3000), Role.DRAINING)
                .with(new ServerAddress("10.0.1.7", 3000), Role.SERVING)
                .with(new ServerAddress("fd00::9", 3000), Role.STAGED);
    }

    private static String resource(String name) throws IOException {
        try (var stream = Objects.requireNonNull(HaproxyConfigTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
