package dev.skerry.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void hidesEachSecretInALine() {
        var mask = mask("hunter22", "s3cret-token");

        assertThat(mask.hide("hunter22 and s3cret-token, again hunter22")).isEqualTo("*** and ***, again ***");
        assertThat(mask.hide("nothing here")).isEqualTo("nothing here");
        assertThat(mask.hide("")).isEmpty();
        assertThat(mask.hide("hunter2")).isEqualTo("hunter2");
    }

    @Test
    void hidesTheLongerOfTwoThatBeginAlike() {
        assertThat(mask("password", "password-of-ada").hide("password-of-ada, password-of-bob"))
                .isEqualTo("***, ***-of-bob");
    }

    @Test
    void hidesASecretOfSeveralLinesLineByLine() {
        var mask = mask("-----BEGIN KEY-----\n  MIIEvQIBADAN\r\nabc\n-----END KEY-----\n");

        assertThat(mask.hide("key: MIIEvQIBADAN")).isEqualTo("key: ***");
        assertThat(mask.hide("-----BEGIN KEY-----")).isEqualTo("***");
        assertThat(mask.hide("abc")).as("too short to hide").isEqualTo("abc");
    }

    @Test
    void leavesWhatIsTooShort() {
        assertThat(mask("12345", "", "      ", "  1 2  ").hide("12345 and 1 2")).isEqualTo("12345 and 1 2");
        assertThat(mask("123456").hide("1234567")).isEqualTo("***7");
    }

    @Test
    void addsToWhatItHides() {
        assertThat(mask("hunter22").and(List.of(new Secret("another"))).hide("hunter22 another"))
                .isEqualTo("*** ***");
        assertThat(Mask.NONE.hide("hunter22")).isEqualTo("hunter22");
    }

    @Test
    void hidesAThousandSecrets() {
        var mask = mask(
                IntStream.range(0, 1000).mapToObj(i -> "secret-number-" + i).toArray(String[]::new));
        var line = "x".repeat(8000) + "secret-number-999";

        var hidden = IntStream.range(0, 200).mapToObj(_ -> mask.hide(line)).toList();

        assertThat(hidden).allMatch(text -> text.endsWith("x***"));
    }

    private static Mask mask(String... secrets) {
        return Mask.of(Stream.of(secrets).map(Secret::new).toList());
    }
}
