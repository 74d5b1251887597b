package dev.skerry.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Secret RIGHT = new Secret("correct horse battery");

    @Test
    void knowsThePasswordAgain() {
        var hash = Passwords.hash(RIGHT);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(Passwords.matches(RIGHT, hash)).isTrue();
        assertThat(Passwords.matches(new Secret("correct horse batterY"), hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(Passwords.hash(RIGHT)).isNotEqualTo(Passwords.hash(RIGHT));
    }

    @Test
    void refusesWhereThereIsNoHash() {
        assertThat(Passwords.matches(RIGHT, "")).isFalse();
        assertThat(Passwords.matches(RIGHT, "!locked")).isFalse();
    }

    @Test
    void makesTokensThatCannotBeGuessed() {
        var token = Tokens.random("sk_");

        assertThat(token.reveal()).matches("sk_[A-Za-z0-9_-]{43}");
        assertThat(token).isNotEqualTo(Tokens.random("sk_"));
        assertThat(Tokens.hash(token)).hasSize(64).isEqualTo(Tokens.hash(token));
    }

    /// Of the processor, not of the clock, so that a busy machine does not matter.
    @Test
    void costsAsMuchWithoutAnAccountAsWithOne() {
        var hash = Passwords.hash(new Secret("correct horse battery"));
        var known = cost(hash);
        var unknown = cost("");

        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    private static long cost(String hash) {
        var threads = ManagementFactory.getThreadMXBean();
        var costs = new long[7];
        for (var run = 0; run < costs.length; run++) {
            var begin = threads.getCurrentThreadCpuTime();
            assertThat(Passwords.matches(new Secret("a wrong horse battery"), hash))
                    .isFalse();
            costs[run] = threads.getCurrentThreadCpuTime() - begin;
        }
        Arrays.sort(costs);
        return costs[costs.length / 2];
    }
}
