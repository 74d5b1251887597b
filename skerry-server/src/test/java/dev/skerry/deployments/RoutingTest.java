package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.skerry.api.applications.Strategy;
import dev.skerry.api.domains.Redirect;
import dev.skerry.api.values.DomainId;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.RedirectLocation;
import dev.skerry.api.values.RedirectStatus;
import dev.skerry.api.values.RoutePath;
import dev.skerry.api.values.TextFormat;
import dev.skerry.api.values.VisitorName;
import dev.skerry.applications.Addresses;
import dev.skerry.crypto.Crypt;
import dev.skerry.deployments.Generation.State;
import dev.skerry.deployments.Roster.Present;
import dev.skerry.deployments.Routing.Site;
import dev.skerry.domains.Domain;
import dev.skerry.kernel.Secret;
import dev.skerry.router.BackendName;
import dev.skerry.router.FakeRouter;
import dev.skerry.router.RouterConfig;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Balance;
import dev.skerry.router.RouterConfig.BasicUser;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final Routing ROUTING = new Routing(new Addresses("apps.test", 80, 443));
    private static final Domain.Settings PLAIN = new Domain.Settings(false, null, null, false, null);
    private static final Check HTTP =
            new Check.Http("/health", "notes.apps.test", Duration.ofSeconds(2), Duration.ofSeconds(1), 3);

    @Test
    void leadsTheGeneratedNameToALiveApplication() {
        var config = config(site(List.of(present(State.LIVE)), List.of()));

        assertThat(config.backends()).containsExactly(backend("app-0123456789ab-web", HTTP));
        assertThat(config.routes()).containsExactly(generated(to("app-0123456789ab-web")));
    }

    @Test
    void saysThatNothingIsDeployedYet() {
        var config = config(site(List.of(), List.of(domain("a.example", "/", PLAIN))));

        assertThat(config.backends()).isEmpty();
        assertThat(config.routes())
                .extracting(Route::target)
                .containsOnly(new Target.Unavailable("This application is not deployed yet."));
    }

    @Test
    void keepsTheBackendOfWhatRetiresWithoutARouteToIt() {
        var config = config(site(List.of(present(State.RETIRING)), List.of()));

        assertThat(config.backends()).hasSize(1);
        assertThat(config.routes()).extracting(Route::target).hasOnlyElementsOfType(Target.Unavailable.class);
    }

    @Test
    void leadsNowhereWhenThereIsNoWebProcess() {
        var worker = new Present(
                Samples.generation(1, State.LIVE),
                Samples.release(Map.of("worker", Samples.process(1))).specification());

        assertThat(config(site(List.of(worker), List.of())).backends()).isEmpty();
    }

    @Test
    void makesARouteOfEachDomain() {
        var hash = new Secret("$6$abc$def");
        var settings = new Domain.Settings(true, new RoutePath("/v1"), null, true, null);
        var guarded = domain("a.example", "/api", settings, Map.of("ada", hash));

        var config = config(site(List.of(present(State.LIVE)), List.of(guarded)));

        assertThat(config.routes())
                .contains(new Route(
                        "domain-" + guarded.id(),
                        "a.example",
                        "/api",
                        true,
                        new Target.ToBackend(GenerationPlanner.backend(Samples.APPLICATION), true, "/v1"),
                        List.of(new BasicUser("ada", "$6$abc$def"))));
    }

    @Test
    void redirectsForGoodUnlessToldOtherwiseAndWithoutAnApplicationToo() {
        var location = new RedirectLocation("https://b.example");
        var plain = redirect(new Redirect(location, null, null));
        var told = redirect(new Redirect(location, new RedirectStatus(303), true));

        assertThat(target(plain)).isEqualTo(new Target.Redirect("https://b.example", 308, false));
        assertThat(target(told)).isEqualTo(new Target.Redirect("https://b.example", 303, true));
    }

    @Test
    void givesEachPortABackendOfItsOwn() {
        var other = domain("b.example", "/", port(9000));
        var same = domain("c.example", "/", port(8080));

        var config = config(site(List.of(present(State.LIVE)), List.of(other, same)));

        assertThat(config.backends())
                .containsExactly(
                        backend("app-0123456789ab-web", HTTP),
                        backend("app-0123456789ab-web-8080", HTTP),
                        backend(
                                "app-0123456789ab-web-9000",
                                new Check.Tcp(Duration.ofSeconds(2), Duration.ofSeconds(1), 3)));
        assertThat(config.routes())
                .extracting(Route::target)
                .containsExactly(
                        to("app-0123456789ab-web"), to("app-0123456789ab-web-9000"), to("app-0123456789ab-web-8080"));
    }

    /// Whichever release is there that asks for it: the change costs a reload.
    @Test
    void dealsRequestsByShareWhereACanaryMayCome() {
        var plain = Samples.release(Map.of("web", Samples.process(1))).specification();
        var canary = new Release.Specification(
                plain.port(), plain.healthCheck(), plain.processes(), List.of(), List.of(), List.of(), Strategy.CANARY);
        var present = List.of(
                new Present(Samples.generation(2, State.STARTING), canary),
                new Present(Samples.generation(1, State.LIVE), plain));

        var config = config(site(present, List.of(domain("b.example", "/", port(9000)))));

        assertThat(config.backends()).extracting(Backend::balance).containsExactly(Balance.SHARES, Balance.SHARES);
        assertThat(config(site(List.of(present(State.LIVE)), List.of())).backends())
                .extracting(Backend::balance)
                .containsExactly(Balance.CONNECTIONS);
    }

    @Test
    void letsADomainStandInForTheGeneratedName() {
        var own = domain("notes.apps.test", "/", PLAIN);
        var part = domain("notes.apps.test", "/part", PLAIN);

        assertThat(config(site(List.of(), List.of(own))).routes())
                .extracting(Route::id)
                .containsExactly("domain-" + own.id());
        assertThat(config(site(List.of(), List.of(part))).routes()).hasSize(2);
    }

    /// Whatever the API takes the router takes, or one domain would keep every change of others from the edge.
    @Test
    void makesNothingThatTheRouterRefuses() {
        var label = "a".repeat(63) + ".";
        var hosts = accepted(HostName.FORMAT, "a%sb.example", label.repeat(3) + "b".repeat(61), "*." + label + "a");
        var paths = accepted(RoutePath.FORMAT, "/a%sb", "/" + "a".repeat(100), "/a.b/..c", "/" + "a/".repeat(19) + "a");
        var locations =
                accepted(RedirectLocation.FORMAT, "https://a%sb", "/" + "a".repeat(2000), "http://[::1]:80/?a#b");
        var names = accepted(VisitorName.FORMAT, "a%sb", "a".repeat(64), "-", ".");
        var domains = new ArrayList<Domain>();
        hosts.forEach(host -> domains.add(domain(host, "/", PLAIN)));
        paths.forEach(path -> domains.add(domain("p.example", path, inside(path))));
        locations.forEach(location ->
                domains.add(redirect(new Redirect(new RedirectLocation(location), new RedirectStatus(302), null))));
        var hash = Crypt.hash(new Secret(Password.FORMAT.example()));
        domains.add(domain("u.example", "/", PLAIN, names.stream().collect(Collectors.toMap(name -> name, _ -> hash))));

        var config = config(site(List.of(present(State.LIVE)), domains));

        assertThat(List.of(hosts.size(), paths.size(), locations.size(), names.size()))
                .allSatisfy(size -> assertThat(size).isGreaterThan(30));
        assertThatCode(() -> new FakeRouter().apply(config)).doesNotThrowAnyException();
    }

    /// Of a text with each character that there is on a keyboard, and of some more, those that the format takes.
    private static List<String> accepted(TextFormat format, String with, String... more) {
        assertThat(more).allSatisfy(text -> assertThat(format.check(text)).isEqualTo(text));
        return Stream.concat(
                        IntStream.range(1, 256).mapToObj(Character::toString).map(with::formatted), Stream.of(more))
                .filter(text -> format.pattern().matcher(text).matches())
                .toList();
    }

    private static Domain.Settings inside(String path) {
        return new Domain.Settings(true, new RoutePath(path), null, true, null);
    }

    private static Domain.Settings port(int port) {
        return new Domain.Settings(false, null, new PortNumber(port), false, null);
    }

    private static Domain redirect(Redirect redirect) {
        var host = UUID.randomUUID() + ".example";
        return domain(host, "/", new Domain.Settings(false, null, null, false, redirect));
    }

    private static Domain domain(String host, String path, Domain.Settings settings) {
        return domain(host, path, settings, Map.of());
    }

    private static Domain domain(String host, String path, Domain.Settings settings, Map<String, Secret> users) {
        return new Domain(
                new DomainId(UUID.randomUUID()),
                Samples.application().organization(),
                Samples.APPLICATION,
                new HostName(host),
                new RoutePath(path),
                settings,
                users,
                Samples.NOW);
    }

    private static Target target(Domain domain) {
        return config(site(List.of(), List.of(domain))).routes().getLast().target();
    }

    private static RouterConfig config(Site site) {
        return ROUTING.config(List.of(site), List.of());
    }

    private static Present present(State state) {
        return new Present(
                Samples.generation(1, state),
                Samples.release(Map.of("web", Samples.process(1))).specification());
    }

    private static Backend backend(String name, Check check) {
        return new Backend(
                new BackendName(name), check, Duration.ofSeconds(60), Duration.ofHours(1), Balance.CONNECTIONS);
    }

    private static Target to(String backend) {
        return new Target.ToBackend(new BackendName(backend), false, null);
    }

    private static Route generated(Target target) {
        return new Route("generated-" + Samples.APPLICATION, "notes.apps.test", "/", false, target, List.of());
    }

    private static Site site(List<Present> present, List<Domain> domains) {
        return new Site(Samples.application(), present, domains);
    }
}
