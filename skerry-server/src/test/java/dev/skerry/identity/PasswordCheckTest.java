package dev.skerry.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.Password;
import dev.skerry.crypto.Passwords;
import dev.skerry.kernel.Network;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {
    private static final Password RIGHT = new Password("correct horse battery");
    private static final Password WRONG = new Password("another horse battery");
    private static final Optional<Account> ADA =
            Optional.of(new Account(new UUID(0, 1), "ada@example.org", Passwords.hash(new Secret(RIGHT.value()))));
    private static final Network HOME = Network.of("192.0.2.7");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final PasswordCheck check = new PasswordCheck(clock);

    @Test
    void shutsOutTheNetworkThatGuessesAndNobodyElse() {
        var stranger = Network.of("198.51.100.1");
        guess(stranger, 10);

        refuses(stranger, RIGHT);
        assertThat(passes(HOME, RIGHT)).isTrue();

        clock.advance(Duration.ofMinutes(1));
        assertThat(passes(stranger, WRONG)).isFalse();
    }

    @Test
    void boundsGuessesFromManyNetworksButNotFromWhereThePersonSignedIn() {
        assertThat(passes(HOME, RIGHT)).isTrue();
        for (var number = 0; number < 10; number++) {
            guess(Network.of("198.51.100." + number), 10);
        }

        refuses(Network.of("203.0.113.1"), RIGHT);
        assertThat(passes(HOME, RIGHT)).isTrue();
    }

    @Test
    void limitsAddressesWithoutAnAccountTheSame() {
        var stranger = Network.of("198.51.100.1");
        for (var number = 0; number < 10; number++) {
            assertThat((boolean) stranger.calls(() -> check.passes("nobody@example.org", Optional.empty(), WRONG)))
                    .isFalse();
        }

        assertThatThrownBy(() -> stranger.calls(() -> check.passes("nobody@example.org", Optional.empty(), WRONG)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    }

    private void guess(Network network, int times) {
        for (var number = 0; number < times; number++) {
            assertThat(passes(network, WRONG)).isFalse();
        }
    }

    private boolean passes(Network network, Password password) {
        return network.calls(() -> check.passes("ada@example.org", ADA, password));
    }

    private void refuses(Network network, Password password) {
        assertThatThrownBy(() -> passes(network, password))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    }
}
