package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
    @ParameterizedTest
    @CsvSource({"1.12, 1.41, 1.41", "1.24, 1.45, 1.45", "1.44, 1.52, 1.52", "1.44, 1.60, 1.52", "1.52, 1.60, 1.52"})
    void takesTheHighestBothKnow(String enginesOldest, String enginesNewest, String common) {
        assertThat(ApiVersion.highestCommon(ApiVersion.of(enginesOldest), ApiVersion.of(enginesNewest)))
                .hasToString(common);
    }

    @Test
    void comparesByNumberNotByText() {
        assertThat(ApiVersion.of("1.9")).isLessThan(ApiVersion.of("1.41"));
        assertThat(ApiVersion.of("1.41")).isLessThan(ApiVersion.of("2.0"));
    }

    @ParameterizedTest
    @CsvSource({"1.12, 1.40, too old", "1.53, 1.60, too new"})
    void saysWhichSideToUpdate(String enginesOldest, String enginesNewest, String why) {
        assertThatThrownBy(() -> ApiVersion.highestCommon(ApiVersion.of(enginesOldest), ApiVersion.of(enginesNewest)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.x", "1.41.0", "99999.1"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> ApiVersion.of(text)).hasMessageContaining("not a Docker engine");
    }
}
