package dev.skerry.router;

import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.config;
import static dev.skerry.router.Samples.http;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.tcp;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Balance;
import dev.skerry.router.RouterConfig.BasicUser;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void letsOneOfEverythingPass() {
        assertThatCode(() -> RouterPolicy.check(Samples.full())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "A.example",
                "a..example",
                ".a",
                "a.",
                "-a.example",
                "a_b.exam ple",
                "*",
                "*.",
                "a.*.example",
                "a.example/x",
                "a.example|b",
                "a.example\n",
                "a.example\nb.example",
                "a.example\0",
                "a#b",
                "a%b",
                "a\"b",
                "a'b",
                "$(id).example",
                "ä.example",
                "a.example:80"
            })
    void refusesAHostThatIsNone(String host) {
        refused("/routes/0/host", config(List.of(), List.of(route("r", host, "/", away()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "/a/", "//", "/a//b", "/..", "/a/../b", "/a/.", "/a b", "/a\tb", "/a\nb", "/a'b", "/a\"b",
                "/a#b", "/a%2fb", "/a\\b", "/a|b", "/a;b", "/a?b", "/ä", "/a\0", "/a\r"
            })
    void refusesAPathThatIsNotPlain(String path) {
        refused("/routes/0/path", config(List.of(), List.of(route("r", "a.example", path, away()))));
        var inside = new Target.ToBackend(Samples.WEB, false, path);
        refused(
                "/routes/0/target/internalPath",
                config(List.of(backend("web", tcp())), List.of(route("r", "a.example", "/", inside))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b.example",
                "javascript:alert(1)",
                "https://",
                "https:// b",
                "https://b\r\nSet-Cookie: a",
                "https://b\n",
                "https://b|c",
                "https://b\"",
                "https://b<",
                "https://b\\",
                "ftp://b",
                "https://ä"
            })
    void refusesALocationThatIsNone(String location) {
        refused(
                "/routes/0/target/location",
                config(List.of(), List.of(route("r", "a.example", "/", new Target.Redirect(location, 301, false)))));
    }

    @Test
    void refusesARedirectWithAnotherStatusOrAPathAfterAQuery() {
        refused(
                "/routes/0/target/status",
                config(List.of(), List.of(route("r", "a.example", "/", new Target.Redirect("/b", 200, false)))));
        refused(
                "/routes/0/target/location",
                config(List.of(), List.of(route("r", "a.example", "/", new Target.Redirect("/b?c", 301, true)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "a|b", "a}b", "a'b", "ä", "a%b", ".a"})
    void refusesAnIdThatIsNotOneWord(String id) {
        refused("/routes/0/id", config(List.of(), List.of(route(id, "a.example", "/", away()))));
        refused(
                "/certificates/0/name",
                new RouterConfig(
                        List.of(), List.of(), List.of(new Certificate(id, new Secret(""), List.of("a.example")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "/a b", "/a\nb", "/a'b", "/a\"b", "/a\\b", "/a#b", "/ä", "/\0"})
    void refusesACheckedPathThatIsNone(String path) {
        refused("/backends/0/check/path", config(List.of(backend("web", http(path))), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX: y", "a%[src]", "a'b", "[::1]"})
    void refusesACheckedHostThatIsNone(String host) {
        var check = new Check.Http("/", host, SECOND, SECOND, 3);
        refused("/backends/0/check/host", config(List.of(backend("web", check)), List.of()));
    }

    @Test
    void refusesTimesAndCountsOutOfBounds() {
        var negative = Duration.ofSeconds(-1);
        refused("/backends/0/check/interval", config(backends(new Check.Tcp(Duration.ZERO, SECOND, 3)), List.of()));
        refused("/backends/0/check/timeout", config(backends(new Check.Tcp(SECOND, negative, 3)), List.of()));
        refused("/backends/0/check/retries", config(backends(new Check.Tcp(SECOND, SECOND, 0)), List.of()));
        var slow = new Backend(Samples.WEB, tcp(), Duration.ofDays(25), SECOND, Balance.CONNECTIONS);
        refused("/backends/0/responseDeadline", config(List.of(slow), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a'", "a\nb", "a:b", "ä"})
    void refusesAUserWhoseNameIsNotOneWord(String name) {
        refused("/routes/0/users/0/name", config(List.of(), guarded(new BasicUser(name, Samples.HASH_OF_SECRET))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "$1$a$b", "$6$rounds=999999$abcdefgh$x", "$6$abc' insecure-password 'x"})
    void refusesAPasswordThatIsNotHashedAndDoesNotRepeatIt(String hash) {
        assertThatThrownBy(() -> RouterPolicy.check(config(List.of(), guarded(new BasicUser("ann", hash)))))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.field()).isEqualTo("/routes/0/users/0/passwordHash"))
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesWhatIsThereTwiceOrNotThere() {
        refused("/backends/1", config(List.of(backend("web", tcp()), backend("web", http("/"))), List.of()));
        refused(
                "/routes/1",
                config(List.of(), List.of(route("r", "a.example", "/", away()), route("r", "b.example", "/", away()))));
        refused(
                "/routes/1",
                config(List.of(), List.of(route("r", "a.example", "/", away()), route("s", "a.example", "/", away()))));
        refused("/routes/0/target/backend", config(List.of(), List.of(route("r", "a.example", "/", to("web")))));
    }

    @Test
    void refusesACertificateForNoHostOrTwoForOne() {
        var one = Samples.full().certificates().getFirst();
        var again = new Certificate("again", one.pem(), List.of("*.web.example"));
        var idle = new Certificate("idle", one.pem(), List.of());
        refused("/certificates/hosts/2", new RouterConfig(List.of(), List.of(), List.of(one, again)));
        refused("/certificates/0/hosts", new RouterConfig(List.of(), List.of(), List.of(idle)));
    }

    @Test
    void refusesACertificateWithoutItsKey() {
        var pem = new Secret("-----BEGIN CERTIFICATE-----");
        refused(
                "/certificates/0/pem",
                new RouterConfig(List.of(), List.of(), List.of(new Certificate("a", pem, List.of("a.example")))));
    }

    private static List<Backend> backends(Check check) {
        return List.of(backend("web", check));
    }

    private static List<Route> guarded(BasicUser user) {
        return List.of(new Route("r", "a.example", "/", false, away(), List.of(user)));
    }

    private static Target away() {
        return new Target.Redirect("/elsewhere", 302, false);
    }

    private static void refused(String field, RouterConfig config) {
        assertThatThrownBy(() -> RouterPolicy.check(config)).isInstanceOfSatisfying(SkerryException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        });
    }
}
