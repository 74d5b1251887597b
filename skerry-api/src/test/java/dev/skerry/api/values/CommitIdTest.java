package dev.skerry.api.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitIdTest {
    private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void takesBothHashLengths() {
        assertThat(new CommitId(SHA1).abbreviated()).isEqualTo("0123456");
        assertThat(new CommitId("0".repeat(64))).hasToString("0".repeat(64));
    }

    @ParameterizedTest
    @MethodSource("dev.skerry.api.values.HostileTexts#all")
    @ValueSource(
            strings = {
                "0123456",
                "0123456789abcdef0123456789abcdef0123456",
                "0123456789abcdef0123456789abcdef012345678",
                "0123456789ABCDEF0123456789ABCDEF01234567",
                "0123456789abcdef0123456789abcdef0123456g",
                "0123456789abcdef0123456789abcdef01234567\n",
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> new CommitId(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not a commit id");
    }
}
