package dev.skerry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void givesEachProblemItsOwnStableCodeAndAnErrorStatus() {
        assertThat(ErrorCode.values())
                .extracting(ErrorCode::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::status)).allMatch(status -> status >= 400);
    }
}
