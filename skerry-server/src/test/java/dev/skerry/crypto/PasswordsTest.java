package dev.skerry.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
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
}
