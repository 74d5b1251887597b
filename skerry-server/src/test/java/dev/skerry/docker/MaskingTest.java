package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingTest {
    @Test
    void takesSecretsOutWhereverTheyStand() {
        var masking = Masking.of(List.of(new Secret("hunter2"), new Secret("hunter2-and-more")));

        assertThat(masking.apply("a=hunter2,b=hunter2-and-more")).isEqualTo("a=****,b=****");
        assertThat(masking).hasToString("Masking[2]");
    }

    @Test
    void masksEachLineOfASecretForItself() {
        var masking = Masking.of(List.of(new Secret("-----BEGIN-----\n  first line\nab\n")));

        assertThat(masking.apply("> first line <")).isEqualTo("> **** <");
        assertThat(masking.apply("cab")).isEqualTo("cab");
    }

    @Test
    void masksStepsErrorsAndOutputOfABuilder() {
        var events = new ArrayList<BuildEvent>();
        var output = new BuildOutput(events::add, Masking.of(List.of(new Secret("hunter2"))));
        var data = Base64.getEncoder().encodeToString("it is hunter2\n".getBytes(StandardCharsets.UTF_8));

        output.line(
                "{\"vertexes\":[{\"digest\":\"a\",\"name\":\"RUN echo hunter2\",\"started\":\"2026-11-21T10:00:00Z\"}]}");
        output.line("{\"logs\":[{\"vertex\":\"a\",\"data\":\"%s\"}]}".formatted(data));
        output.line(
                "{\"vertexes\":[{\"digest\":\"a\",\"name\":\"RUN echo hunter2\",\"completed\":\"2026-11-21T10:00:01Z\",\"error\":\"hunter2: not found\"}]}");
        output.line("#5 0.1 hunter2");

        assertThat(events)
                .extracting(BuildEvent::text)
                .hasSize(4)
                .allSatisfy(text -> assertThat(text).contains("****").doesNotContain("hunter2"));
        assertThat(output.lastLines()).noneMatch(line -> line.contains("hunter2"));
        assertThat(output.failedStep()).contains("RUN echo ****");
    }
}
