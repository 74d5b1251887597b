package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullProgressTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void tellsOfALayerWhenSomethingNewHappensToIt() throws IOException {
        var last = read("""
                {"status":"Pulling from app","id":"1"}
                {"status":"Downloading","progressDetail":{"current":1,"total":9},"id":"abc"}
                {"status":"Downloading","progressDetail":{"current":5,"total":9},"id":"abc"}
                {"status":"Pull complete","progressDetail":{},"id":"abc"}

                {"status":"Status: Downloaded newer image"}
                """);

        assertThat(lines)
                .containsExactly(
                        "1: Pulling from app",
                        "abc: Downloading",
                        "abc: Pull complete",
                        "Status: Downloaded newer image");
        assertThat(last).isEqualTo("Status: Downloaded newer image");
    }

    @Test
    void failsInTheEnginesWords() {
        assertThatThrownBy(
                        () -> read("{\"status\":\"x\"}\n{\"errorDetail\":{},\"error\":\"no space left on device\"}\n"))
                .hasMessage("Docker could not pull image 'a': no space left on device");
    }

    private String read(String text) throws IOException {
        return PullProgress.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "pull image 'a'", lines::add);
    }
}
