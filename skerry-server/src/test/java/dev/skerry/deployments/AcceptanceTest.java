package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.FakeRouter;
import dev.skerry.router.RouterConfig;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Balance;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final String PEM = "-----BEGIN CERTIFICATE----- -----BEGIN PRIVATE KEY-----";

    private final FakeRouter router = new FakeRouter();
    private final List<String> told = new ArrayList<>();
    private final Acceptance acceptance = new Acceptance(router, told::add);

    @Test
    void appliesWhatIsTakenAsItIs() {
        assertThat(acceptance.apply(config(3))).isEqualTo(config(3));
        assertThat(told).isEmpty();
    }

    @Test
    void leavesOutTheOneCertificateThatIsRefusedAndServesEverybodyElse() {
        router.refuse(config -> config.certificates().stream()
                .anyMatch(certificate -> certificate.name().equals("c17")));

        var applied = acceptance.apply(config(40));

        assertThat(applied.certificates())
                .hasSize(39)
                .noneMatch(one -> one.name().equals("c17"));
        assertThat(applied.backends()).hasSize(40);
        assertThat(applied.routes()).hasSize(40);
        assertThat(router.config()).contains(applied);
        assertThat(told)
                .containsExactly(
                        "The router refuses the certificate c17 for h17.example, which is left out: no such thing");
    }

    @Test
    void leavesOutABackendWithItsRoutesAndFailsTheDeploymentThatNeedsIt() {
        var bad = new BackendName("b2");
        router.refuse(config ->
                config.backends().stream().anyMatch(backend -> backend.name().equals(bad)));

        var applied = acceptance.apply(config(4));

        assertThat(applied.routes()).extracting(Route::id).containsExactly("r0", "r1", "r3");
        assertThatThrownBy(() -> acceptance.requireTaken(bad))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE));
        acceptance.requireTaken(new BackendName("b1"));
    }

    @Test
    void findsSeveral() {
        router.refuse(config -> config.routes().stream()
                .anyMatch(route -> route.id().equals("r1") || route.id().equals("r6")));

        assertThat(acceptance.apply(config(8)).routes())
                .extracting(Route::id)
                .containsExactly("r0", "r2", "r3", "r4", "r5", "r7");
    }

    @Test
    void tellsOnceAndTakesBackInWhatWasMended() {
        router.refuse(config -> config.certificates().stream()
                .anyMatch(certificate -> certificate.name().equals("c1")));
        acceptance.apply(config(3));
        acceptance.apply(config(4));
        assertThat(told).hasSize(1);

        router.refuse(_ -> false);

        assertThat(acceptance.apply(config(4)).certificates()).hasSize(4);
    }

    @Test
    void passesOnWhatIsNoRefusal() {
        var away = new SkerryException(ErrorCode.UNAVAILABLE, "no answer");
        router.failOnce(away);

        assertThatThrownBy(() -> acceptance.apply(config(1))).isSameAs(away);
        assertThat(router.config()).isEmpty();
    }

    private static RouterConfig config(int size) {
        return new RouterConfig(
                IntStream.range(0, size).mapToObj(AcceptanceTest::backend).toList(),
                IntStream.range(0, size).mapToObj(AcceptanceTest::route).toList(),
                IntStream.range(0, size)
                        .mapToObj(i -> new Certificate("c" + i, new Secret(PEM), List.of("h%d.example".formatted(i))))
                        .toList());
    }

    private static Backend backend(int i) {
        return new Backend(
                new BackendName("b" + i),
                new Check.Tcp(Duration.ofSeconds(1), Duration.ofSeconds(1), 1),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                Balance.CONNECTIONS);
    }

    private static Route route(int i) {
        var target = new Target.ToBackend(new BackendName("b" + i), false, null);
        return new Route("r" + i, "h%d.example".formatted(i), "/", false, target, List.of());
    }
}
