package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.config;
import static dev.skerry.router.Samples.http;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.shared;
import static dev.skerry.router.Samples.tcp;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What every edge does, the fake as the real one.
interface RouterContract {
    Router router();

    /// Starts a server that answers each request with its own address.
    ServerAddress server(Health health);

    /// What the server answers from now on.
    void answersWith(ServerAddress server, int status);

    /// Sends a request through the edge.
    Answer get(String host, String path);

    /// @param body the address of the server that answered, or the edge's own page
    record Answer(int status, String location, String body) {}

    @Test
    default void keepsACandidateOutOfServiceUntilItIsSwappedIn() {
        applyOneRoute();
        var server = server(Health.UP);

        router().stage(WEB, Set.of(server));
        awaitHealth(server, Health.UP);

        assertThat(roles()).isEqualTo(Map.of(server, Role.STAGED));
        assertThat(get("web.example", "/").status()).isEqualTo(503);

        router().swap(WEB, Set.of(server));

        assertThat(roles()).isEqualTo(Map.of(server, Role.SERVING));
        assertThat(get("web.example", "/").body()).isEqualTo(server.toString());
    }

    @Test
    default void isAskedPastItsRoutesAndTellsWhoAnswered() {
        router().apply(config(
                List.of(shared("web", http("/health"))),
                List.of(new Route("web", "web.example", "/", true, to("web"), List.of(Samples.ann())))));
        assertThat(router().ask(WEB, "web.example", "/")).isEqualTo(new Asked(503, Optional.empty()));
        refused(ErrorCode.NOT_FOUND, () -> router().ask(new BackendName("nobody"), "web.example", "/"));

        var server = server(Health.UP);
        serve(Set.of(server));

        assertThat(router().ask(WEB, "web.example", "/")).isEqualTo(new Asked(200, Optional.of(server)));
        assertThat(router().ask(WEB, "nowhere.example", "/x?y")).isEqualTo(new Asked(200, Optional.of(server)));
    }

    @Test
    default void reportsACandidateThatFailsItsChecks() {
        applyOneRoute();
        var server = server(Health.DOWN);

        router().stage(WEB, Set.of(server));
        awaitHealth(server, Health.DOWN);

        assertThat(router().servers(WEB))
                .allSatisfy(state -> assertThat(state.lastCheck()).isNotEmpty());
        assertThat(get("web.example", "/").status()).isEqualTo(503);
    }

    @Test
    default void sendsNothingToAServerThatIsDown() {
        applyOneRoute();
        var good = server(Health.UP);
        var bad = server(Health.DOWN);
        serve(Set.of(good, bad));
        awaitHealth(bad, Health.DOWN);

        assertThat(List.of(get("web.example", "/"), get("web.example", "/"), get("web.example", "/")))
                .allSatisfy(answer -> assertThat(answer.body()).isEqualTo(good.toString()));
    }

    @Test
    default void movesFromOldServersToNewOnesAndBack() {
        applyOneRoute();
        var before = server(Health.UP);
        var after = server(Health.UP);
        serve(Set.of(before));

        serve(Set.of(after));
        assertThat(roles()).isEqualTo(Map.of(before, Role.DRAINING, after, Role.SERVING));
        assertThat(get("web.example", "/").body()).isEqualTo(after.toString());

        router().swap(WEB, Set.of(before));
        assertThat(roles()).isEqualTo(Map.of(before, Role.SERVING, after, Role.DRAINING));
        assertThat(get("web.example", "/").body()).isEqualTo(before.toString());
    }

    @Test
    default void forgetsServersThatDrain() {
        applyOneRoute();
        var before = server(Health.UP);
        var after = server(Health.UP);
        serve(Set.of(before));
        serve(Set.of(after));

        router().remove(WEB, Set.of(before));
        router().remove(WEB, Set.of(before));

        assertThat(roles()).isEqualTo(Map.of(after, Role.SERVING));
        assertThat(get("web.example", "/").body()).isEqualTo(after.toString());
    }

    @Test
    default void takesARemovedServerBackAsACandidate() {
        applyOneRoute();
        var server = server(Health.UP);
        serve(Set.of(server));
        router().swap(WEB, Set.of());
        router().remove(WEB, Set.of(server));

        serve(Set.of(server));

        assertThat(get("web.example", "/").body()).isEqualTo(server.toString());
    }

    @Test
    default void refusesToForgetAServerThatServes() {
        applyOneRoute();
        var server = server(Health.UP);
        serve(Set.of(server));

        refused(ErrorCode.CONFLICT, () -> router().remove(WEB, Set.of(server)));

        assertThat(get("web.example", "/").body()).isEqualTo(server.toString());
    }

    @Test
    default void refusesToServeFromAServerThatWasNeverStaged() {
        applyOneRoute();
        var known = server(Health.UP);
        serve(Set.of(known));

        refused(ErrorCode.CONFLICT, () -> router().swap(WEB, Set.of(new ServerAddress("198.51.100.1", 80))));

        assertThat(roles()).isEqualTo(Map.of(known, Role.SERVING));
    }

    @Test
    default void changesNothingWhenAStepIsRepeated() {
        applyOneRoute();
        var server = server(Health.UP);
        serve(Set.of(server));

        serve(Set.of(server));
        applyOneRoute();
        applyOneRoute();

        assertThat(roles()).isEqualTo(Map.of(server, Role.SERVING));
        assertThat(get("web.example", "/").body()).isEqualTo(server.toString());
    }

    @Test
    default void keepsServersWhenRoutesAndBackendsChange() {
        applyOneRoute();
        var serving = server(Health.UP);
        var staged = server(Health.UP);
        serve(Set.of(serving));
        router().stage(WEB, Set.of(staged));

        router().apply(config(
                List.of(shared("web", http("/health")), backend("other", tcp())),
                List.of(route("moved", "moved.example", "/", to("web")))));

        assertThat(roles()).isEqualTo(Map.of(serving, Role.SERVING, staged, Role.STAGED));
        assertThat(get("moved.example", "/").body()).isEqualTo(serving.toString());
        assertThat(get("web.example", "/").status()).isEqualTo(404);
        assertThat(router().servers(new BackendName("other"))).isEmpty();
    }

    @Test
    default void saysOfAllBackendsWhatItSaysOfEach() {
        applyOneRoute();
        var serving = server(Health.UP);
        serve(Set.of(serving));

        var all = router().servers();

        assertThat(all.keySet()).containsExactly(WEB);
        assertThat(all.get(WEB)).singleElement().satisfies(server -> {
            assertThat(server.address()).isEqualTo(serving);
            assertThat(server.role()).isEqualTo(Role.SERVING);
            assertThat(server.sessions()).isZero();
        });
    }

    @Test
    default void knowsNoBackendItWasNotToldOf() {
        applyOneRoute();
        var nobody = new BackendName("nobody");
        var server = new ServerAddress("192.0.2.1", 80);

        refused(ErrorCode.NOT_FOUND, () -> router().stage(nobody, Set.of(server)));
        refused(ErrorCode.NOT_FOUND, () -> router().swap(nobody, Set.of()));
        refused(ErrorCode.NOT_FOUND, () -> router().remove(nobody, Set.of(server)));
        refused(ErrorCode.NOT_FOUND, () -> router().servers(nobody));
    }

    @Test
    default void forgetsTheServersOfABackendThatGoes() {
        applyOneRoute();
        serve(Set.of(server(Health.UP)));

        router().apply(config(List.of(), List.of()));
        applyOneRoute();

        assertThat(router().servers(WEB)).isEmpty();
        assertThat(get("web.example", "/").status()).isEqualTo(503);
    }

    @Test
    default void takesTheLongestPathOfWholeSegments() {
        var backends = List.of(backend("web", http("/health")), backend("api", http("/health")));
        router().apply(config(
                backends,
                List.of(
                        route("web", "web.example", "/", to("web")),
                        route("api", "web.example", "/api", to("api")),
                        route("deep", "web.example", "/api/v1/users", to("web")))));
        var web = server(Health.UP);
        var api = server(Health.UP);
        serve(WEB, Set.of(web));
        serve(new BackendName("api"), Set.of(api));

        assertThat(List.of("/", "/apis", "/ap", "/API", "/api/v1/users", "/api/v1/users/7"))
                .allSatisfy(path -> assertThat(get("web.example", path).body()).isEqualTo(web.toString()));
        assertThat(List.of("/api", "/api/", "/api/v1", "/api/v1/user", "/api/v1/userss"))
                .allSatisfy(path -> assertThat(get("web.example", path).body()).isEqualTo(api.toString()));
    }

    @Test
    default void prefersAHostToAWildcardAndAWildcardToNothing() {
        router().apply(config(
                List.of(),
                List.of(
                        route("any", "*.web.example", "/", new Target.Unavailable("wildcard")),
                        route("one", "one.web.example", "/", new Target.Unavailable("exact")))));

        assertThat(get("one.web.example", "/").body()).contains("exact");
        assertThat(get("two.web.example", "/x").body()).contains("wildcard");
        assertThat(get("web.example", "/").status()).isEqualTo(404);
        assertThat(get("a.b.web.example", "/").status()).isEqualTo(404);
    }

    @Test
    default void answersForRoutesThatLeadToNoServer() {
        router().apply(config(
                List.of(backend("web", tcp())),
                List.of(
                        route("off", "off.example", "/", new Target.Unavailable("Notes is stopped")),
                        route("old", "old.example", "/", new Target.Redirect("https://new.example/in", 308, true)),
                        route("shop", "old.example", "/shop", new Target.Redirect("/elsewhere", 302, false)),
                        route("empty", "empty.example", "/", to("web")))));

        assertThat(get("off.example", "/x").status()).isEqualTo(503);
        assertThat(get("off.example", "/x").body()).contains("Notes is stopped");
        assertThat(get("old.example", "/x?y=1")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.location()).isEqualTo("https://new.example/in/x?y=1");
        });
        assertThat(get("old.example", "/shop/x")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.location()).isEqualTo("/elsewhere");
        });
        assertThat(get("empty.example", "/").status()).isEqualTo(503);
        assertThat(get("nobody.example", "/").status()).isEqualTo(404);
    }

    @Test
    default void splitsRequestsByTheSharesOfTheSidesWhateverTheirSize() {
        applyOneRoute();
        var old = server(Health.UP);
        var canaries = Stream.generate(() -> server(Health.UP)).limit(3).collect(Collectors.toSet());
        serve(Set.of(old));
        router().stage(WEB, canaries);

        router().split(WEB, new Split(Set.of(old), canaries, 25));
        router().split(WEB, new Split(Set.of(old), canaries, 25));

        assertThat(roles().values()).hasSize(4).containsOnly(Role.SERVING);
        assertThat(answeredBy(canaries, 120)).isBetween(28, 32);

        applyOneRoute();
        assertThat(answeredBy(canaries, 120)).isBetween(28, 32);

        router().swap(WEB, Set.of(old));
        assertThat(answeredBy(canaries, 20)).isZero();
    }

    @Test
    default void countsWhatEachServerGotAndHowItAnswered() {
        applyOneRoute();
        var good = server(Health.UP);
        var bad = server(Health.UP);
        answersWith(bad, 500);
        router().stage(WEB, Set.of(good, bad));
        router().split(WEB, new Split(Set.of(good), Set.of(bad), 20));

        answeredBy(Set.of(bad), 50);

        assertThat(router().traffic(WEB))
                .containsExactlyInAnyOrder(new ServerTraffic(good, 40, 0), new ServerTraffic(bad, 10, 10));
    }

    @Test
    default void givesAllToTheSideThatIsThere() {
        applyOneRoute();
        var old = server(Health.UP);
        serve(Set.of(old));

        router().split(WEB, new Split(Set.of(old), Set.of(), 50));
        assertThat(get("web.example", "/").body()).isEqualTo(old.toString());

        router().split(WEB, new Split(Set.of(), Set.of(old), 50));
        assertThat(get("web.example", "/").body()).isEqualTo(old.toString());
    }

    @Test
    default void goesOnAsBeforeWhenAConfigurationIsRefused() {
        applyOneRoute();
        var server = server(Health.UP);
        serve(Set.of(server));

        var bad = config(List.of(), List.of(route("r", "a\n  bind *:1", "/", to("web"))));
        refused(ErrorCode.INVALID_INPUT, () -> router().apply(bad));
        assertThat(router().refusal(bad)).isPresent();
        assertThat(router().refusal(config(List.of(), List.of()))).isEmpty();

        assertThat(router().isCurrent()).isTrue();
        assertThat(get("web.example", "/").body()).isEqualTo(server.toString());
    }

    /// How many of so many requests these answer.
    private int answeredBy(Set<ServerAddress> servers, int requests) {
        var names = servers.stream().map(ServerAddress::toString).collect(Collectors.toSet());
        return (int) IntStream.range(0, requests)
                .filter(_ -> names.contains(get("web.example", "/").body()))
                .count();
    }

    private void applyOneRoute() {
        router().apply(config(
                List.of(shared("web", http("/health"))), List.of(route("web", "web.example", "/", to("web")))));
    }

    private void serve(Set<ServerAddress> servers) {
        serve(WEB, servers);
    }

    private void serve(BackendName backend, Set<ServerAddress> servers) {
        router().stage(backend, servers);
        router().swap(backend, servers);
    }

    private Map<ServerAddress, Role> roles() {
        return router().servers(WEB).stream().collect(Collectors.toMap(ServerState::address, ServerState::role));
    }

    private void awaitHealth(ServerAddress server, Health health) {
        Eventually.holds(() -> router().servers(WEB).stream()
                .anyMatch(state -> state.address().equals(server) && state.health() == health));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
