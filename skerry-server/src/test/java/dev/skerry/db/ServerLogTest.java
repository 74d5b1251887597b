package dev.skerry.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void givesTheLastLinesAfterTheMark() throws IOException {
        var log = ServerLog.in(folder);
        Files.writeString(log.file(), "old\n");
        var mark = log.mark();
        var lines = IntStream.rangeClosed(1, 9).mapToObj(n -> "line " + n).collect(Collectors.joining("\n"));
        Files.writeString(log.file(), "old\n" + lines);

        assertThat(log.since(mark)).isEqualTo("line 4 | line 5 | line 6 | line 7 | line 8 | line 9");
    }

    @Test
    void movesALongLogAsideAndLetsTheServerWriteOn() throws IOException {
        var log = ServerLog.in(folder);
        Files.writeString(log.file(), "x".repeat(9 << 20));

        log.rotate();

        assertThat(log.mark()).isZero();
        assertThat(folder.resolve("postgres.log.1")).hasSize(9 << 20);
    }

    @Test
    void leavesAShortLogAlone() throws IOException {
        var log = ServerLog.in(folder);
        log.rotate();
        Files.writeString(log.file(), "x");
        log.rotate();

        assertThat(log.mark()).isEqualTo(1);
    }
}
