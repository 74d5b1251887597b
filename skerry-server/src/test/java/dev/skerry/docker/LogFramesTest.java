package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.docker.OutputLine.Stream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFramesTest {
    private static final String TIME = "2026-11-21T08:00:00.123456789Z";
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void tellsStreamsTimesAndTextsApart() throws IOException {
        message(1, TIME + " hello world\n");
        message(2, TIME + " oops\n");
        message(1, TIME + " \n");

        assertThat(read())
                .containsExactly(
                        new OutputLine(Stream.STDOUT, Instant.parse(TIME), "hello world"),
                        new OutputLine(Stream.STDERR, Instant.parse(TIME), "oops"),
                        new OutputLine(Stream.STDOUT, Instant.parse(TIME), ""));
    }

    @Test
    void joinsTheMessagesOfALongLineEvenWhenErrorsComeBetween() throws IOException {
        message(1, TIME + " one ");
        message(2, TIME + " between\n");
        message(1, "2026-11-21T08:00:01Z two\n");

        assertThat(read()).extracting(OutputLine::text).containsExactly("between", "one two");
    }

    @Test
    void joinsALetterThatWasCutInTwo() throws IOException {
        var letter = "ü".getBytes(StandardCharsets.UTF_8);
        message(1, bytes(TIME + " gr", letter[0]));
        message(1, bytes(TIME + " ", letter[1]));

        assertThat(read()).extracting(OutputLine::text).containsExactly("grü");
    }

    @Test
    void cutsALongLineWithAMark() throws IOException {
        for (var i = 0; i < 64; i++) {
            message(1, TIME + " " + "x".repeat(16 * 1024));
        }
        message(1, TIME + " y\n");
        message(1, TIME + " next\n");

        assertThat(read())
                .extracting(OutputLine::text)
                .containsExactly("x".repeat(LogFrames.MAX_LINE) + " ... (cut: the line has 1048577 bytes)", "next");
    }

    @Test
    void tellsALineThatNeverEndsInPieces() throws IOException {
        for (var i = 0; i < LogFrames.MAX_PIECE / (16 * 1024) + 1; i++) {
            message(1, TIME + " " + "x".repeat(16 * 1024));
        }

        assertThat(read())
                .extracting(line -> line.text().length())
                .containsExactly(LogFrames.MAX_LINE + " ... (cut: the line has 4194304 bytes)".length(), 16 * 1024);
    }

    @Test
    void dropsACarriageReturn() throws IOException {
        message(1, TIME + " dos\r\n");

        assertThat(read()).extracting(OutputLine::text).containsExactly("dos");
    }

    @Test
    void noticesALogThatIsCutOff() {
        message(1, TIME + " hello\n");
        var cut = new ByteArrayInputStream(log.toByteArray(), 0, 20);

        assertThatThrownBy(() -> LogFrames.read(cut, line -> {})).isInstanceOf(EOFException.class);
    }

    private List<OutputLine> read() throws IOException {
        var lines = new ArrayList<OutputLine>();
        LogFrames.read(new ByteArrayInputStream(log.toByteArray()), lines::add);
        return lines;
    }

    private void message(int stream, String text) {
        message(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    private void message(int stream, byte[] text) {
        log.writeBytes(
                ByteBuffer.allocate(8).put((byte) stream).putInt(4, text.length).array());
        log.writeBytes(text);
    }

    private static byte[] bytes(String text, byte more) {
        var start = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(start.length + 1).put(start).put(more).array();
    }
}
