package dev.skerry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLineTest {
    static final String GOOD = """
            {"time":1763712000.123,"client":"192.0.2.7","method":"GET","host":"notes.apps.test","path":"/","status":200,\
            "bytes":1234,"ms":17,"backend":"app-2c6f0b7e9d14-web","server":"s1","route":"r1","end":"--"}""";

    @Test
    void readsWhatCounts() {
        assertThat(AccessLine.parse(GOOD)).contains(new AccessLine("2c6f0b7e9d14", 200, 1234, 17));
        assertThat(AccessLine.parse(GOOD.replace("-web\"", "-web-9090\"")))
                .as("another port of the application")
                .contains(new AccessLine("2c6f0b7e9d14", 200, 1234, 17));
    }

    @Test
    void isNotFooledByWhatAClientChose() {
        var path = "/\\\",\\\"backend\\\":\\\"app-000000000000-web\\\",\\\"x\\\":\\\"\\u0000";

        assertThat(AccessLine.parse(GOOD.replace("\"path\":\"/\"", "\"path\":\"" + path + "\"")))
                .contains(new AccessLine("2c6f0b7e9d14", 200, 1234, 17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[NOTICE]   (1) : New worker (8) forked",
                "{\"backend\":\"skerry.unknown\",\"status\":404}",
                "{\"backend\":\"app-2C6F0B7E9D14-web\"}",
                "{\"backend\":7}",
                "{\"backend\":\"app-2c6f0b7e9d14-web\",\"backend\":\"app-000000000000-web\"}"
            })
    void passesOtherLinesOver(String line) {
        assertThat(AccessLine.parse(line)).isEmpty();
    }

    @Test
    void knowsWhatIsNotTimed() {
        assertThat(AccessLine.parse(GOOD).orElseThrow().isTimed()).isTrue();
        assertThat(AccessLine.parse(GOOD.replace("\"status\":200", "\"status\":101"))
                        .orElseThrow()
                        .isTimed())
                .as("a WebSocket")
                .isFalse();
        assertThat(AccessLine.parse(GOOD.replace("\"status\":200", "\"status\":-1"))
                        .orElseThrow()
                        .isTimed())
                .isFalse();
    }
}
