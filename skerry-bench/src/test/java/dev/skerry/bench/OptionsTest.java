package dev.skerry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void readsWhatBinBenchHandsOver() {
        assertThat(Options.parse("deploy", "/samples", "--runs", "3", "--json", "--", "java", "-jar", "x.jar"))
                .isEqualTo(new Options(
                        "deploy", true, OptionalInt.of(3), Path.of("/samples"), List.of("java", "-jar", "x.jar")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1001", "99999999999", ""})
    void refusesRunsThatAreNoSensibleNumber(String runs) {
        assertThatThrownBy(() -> Options.parse("deploy", "/samples", "--runs", runs, "--", "java"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--runs");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.parse("deploy", "/samples", "--fast", "--", "java"))
                .hasMessage("unknown option --fast");
        assertThatThrownBy(() -> Options.parse("deploy", "/samples", "--runs", "--", "java"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.parse("deploy")).isInstanceOf(IllegalArgumentException.class);
    }
}
