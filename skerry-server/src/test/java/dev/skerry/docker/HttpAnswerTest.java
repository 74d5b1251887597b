package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    @Test
    void readsABodyOfKnownLengthAndNoFurther() throws IOException {
        var answer = read("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCONTENT-LENGTH: 2\r\n\r\n{}rest");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(text(answer)).isEqualTo("{}");
    }

    @Test
    void readsABodyInChunks() throws IOException {
        assertThat(
                        text(
                                read(
                                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0A;x=y\r\n0123456789\r\n0\r\n\r\n")))
                .isEqualTo("abc0123456789");
    }

    @Test
    void readsABodyThatEndsWithItsConnection() throws IOException {
        assertThat(text(read("HTTP/1.0 500 Oh\r\n\r\nall of it"))).isEqualTo("all of it");
    }

    @Test
    void expectsNoBodyWhereThereIsNone() throws IOException {
        assertThat(text(read("HTTP/1.1 204 No Content\r\n\r\n"))).isEmpty();
        assertThat(text(read("HTTP/1.1 304 Not Modified\r\n\r\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
            })
    void noticesAnAnswerThatIsCutOff(String text) {
        assertThatThrownBy(() -> text(read(text))).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void refusesWhatIsNotHttp(String text) {
        assertThatThrownBy(() -> text(read(text))).isInstanceOf(IOException.class);
    }

    @Test
    void boundsALine() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000)))
                .hasMessageContaining("longer than");
    }

    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(HttpAnswer answer) throws IOException {
        return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }
}
