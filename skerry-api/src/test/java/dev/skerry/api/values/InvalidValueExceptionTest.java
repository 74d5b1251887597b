package dev.skerry.api.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidValueExceptionTest {
    @Test
    void saysWhatIsWrongAndWhatIsAllowed() {
        assertThat(new InvalidValueException("a colour", "bl\u0430ck\r\n", "use red or green"))
                .hasMessage("'bl\\u0430ck\\r\\n' is not a colour: use red or green.");
    }

    @Test
    void shortensWhatIsLong() {
        assertThat(InvalidValueException.shown("x".repeat(1_000_000)))
                .isEqualTo("x".repeat(80) + "... (1000000 characters)");
    }

    @ParameterizedTest
    @MethodSource("dev.skerry.api.values.HostileTexts#all")
    void showsAnythingInPrintableAscii(String text) {
        assertThat(InvalidValueException.shown(text))
                .hasSizeLessThan(600)
                .matches(shown -> shown.chars().allMatch(letter -> letter >= ' ' && letter <= '~'));
    }
}
