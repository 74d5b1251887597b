package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitTest {
    @Test
    void readsTheStatusAndWhoAnswered() {
        assertThat(Visit.read("HTTP/1.1 204 No Content\r\nx-skerry-server: fd00::9-3000\r\nserver: x"))
                .isEqualTo(new Asked(204, Optional.of(new ServerAddress("fd00::9", 3000))));
        assertThat(Visit.read("HTTP/1.1 200 OK\r\ndate: now\r\nX-Skerry-Server:10.0.0.1-80"))
                .isEqualTo(new Asked(200, Optional.of(new ServerAddress("10.0.0.1", 80))));
        assertThat(Visit.read("HTTP/1.1 503 Service Unavailable\r\ndate: now"))
                .isEqualTo(new Asked(503, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2000 OK", "HTTP/1.1", "SSH-2.0-x", " HTTP/1.1 200 OK"})
    void takesNothingElseForAnAnswer(String head) {
        assertThat(Visit.read(head)).isEqualTo(Asked.NOBODY);
    }
}
