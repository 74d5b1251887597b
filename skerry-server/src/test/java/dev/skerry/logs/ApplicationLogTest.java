package dev.skerry.logs;

import static dev.skerry.logs.Entries.NOON;
import static dev.skerry.logs.Entries.err;
import static dev.skerry.logs.Entries.out;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLogTest {
    private static final Selection ALL = Selection.of(null, null, null);

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private LogBounds bounds = new LogBounds(10_000, Duration.ofDays(7));

    @Test
    void isReadFromAnyPlaceOn() throws IOException {
        var log = log();
        log.append(List.of(out("one"), out("two"), out("three")));

        var all = new LogReader(log).read(0, ALL);

        assertThat(texts(all)).containsExactly("one", "two", "three");
        assertThat(all.next()).isEqualTo(log.end());
        for (var i = 0; i < 3; i++) {
            var rest = new LogReader(log).read(all.lines().get(i).offset(), ALL);
            assertThat(texts(rest)).isEqualTo(List.of("one", "two", "three").subList(i + 1, 3));
        }
        assertThat(texts(new LogReader(log).read(all.lines().getFirst().offset() + 3, ALL)))
                .as("a place in the middle of a line")
                .containsExactly("three");
        assertThat(texts(new LogReader(log).read(Long.MAX_VALUE, ALL))).isEmpty();
    }

    @Test
    void losesNothingButTheTornLineInACrash() throws IOException {
        log().append(List.of(out("one"), out("two")));
        var file = only();
        Files.writeString(file, "o 1763726400000000000 1 web.1.k3f9 torn", StandardOpenOption.APPEND);
        Files.write(file, new byte[200_000], StandardOpenOption.APPEND);

        var log = log();
        log.append(List.of(out("three")));

        assertThat(texts(new LogReader(log).read(0, ALL))).containsExactly("one", "two", "three");
        assertThat(Files.readString(file)).hasLineCount(3);
    }

    @Test
    void passesRubbishInItsFilesOver() throws IOException {
        var log = log();
        log.append(List.of(out("one")));
        Files.write(
                only(),
                "rubbish\n\n\0\0\n\u00ff\u00fe\n".getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("notes.txt"), "somebody's own");

        var again = log();
        again.append(List.of(out("two")));

        assertThat(texts(new LogReader(again).read(0, ALL))).containsExactly("one", "two");
    }

    @Test
    void isBoundedBySize() throws IOException {
        var log = log();
        for (var i = 0; i < 1000; i++) {
            log.append(List.of(out("line %03d".formatted(i))));
        }

        var kept = everything(log);

        assertThat(size()).isBetween(8_000L, 10_000L);
        assertThat(kept).endsWith("line 998", "line 999").doesNotContain("line 000");
        assertThat(kept)
                .as("without a gap")
                .hasSize(1000 - Integer.parseInt(kept.getFirst().substring(5)));
        assertThat(texts(new LogReader(log).read(17, ALL)).getFirst())
                .as("a place that is gone means the first that is there")
                .isEqualTo(kept.getFirst());
        assertThat(log.trimmedBefore()).isPresent();
    }

    @Test
    void isBoundedByAge() throws IOException {
        var log = log();
        log.append(List.of(out("old")));
        var end = log.end();
        Files.setLastModifiedTime(only(), FileTime.from(NOON));

        clock.advance(Duration.ofDays(6));
        assertThat(log.expire()).isTrue();
        assertThat(everything(log)).containsExactly("old");

        clock.advance(Duration.ofDays(2));
        assertThat(log.expire()).isFalse();
        assertThat(everything(log)).isEmpty();
        log.append(List.of(out("new")));

        assertThat(new LogReader(log).read(end, ALL).lines())
                .as("places go on")
                .allMatch(line -> line.offset() > end)
                .hasSize(1);
    }

    @Test
    void tellsAfterACrashHowFarEachServiceWasTaken() throws IOException {
        var log = log();
        for (var i = 0; i < 500; i++) {
            log.append(List.of(
                    out(NOON.plusSeconds(i), "web.1.aaaa", "line " + i),
                    new Entry(Entry.Kind.STDERR, NOON.plusSeconds(i), 2, "worker.1.bbbb", "error " + i)));
        }
        log.append(List.of(new Entry(Entry.Kind.STDOUT, NOON, 3, "gone.1.cccc", "gone")));
        log.forget(3);
        for (var i = 0; i < 500; i++) {
            log.append(List.of(out(NOON.plusSeconds(500 + i), "web.1.aaaa", "line")));
        }

        var again = log();

        assertThat(again.places(1).encode()).isEqualTo("web.1.aaaa=STDOUT=1763727399000000000=1");
        assertThat(again.places(2).encode())
                .as("though the lines themselves are gone")
                .isEqualTo("worker.1.bbbb=STDERR=1763726899000000000=1");
        assertThat(again.places(3).isEmpty()).isTrue();
        assertThat(again.end()).isEqualTo(log.end());
    }

    @Test
    void findsTheLastLines() throws IOException {
        var log = log();
        IntStream.range(0, 300)
                .forEach(i -> append(log, i % 10 == 0 ? err(NOON, "worker.1.bbbb", "Error " + i) : out("line " + i)));

        assertThat(tail(log, ALL, 2)).containsExactly("line 298", "line 299");
        assertThat(tail(log, ALL, 0)).isEmpty();
        assertThat(tail(log, Selection.of(null, "worker", null), 3))
                .containsExactly("Error 270", "Error 280", "Error 290");
        assertThat(tail(log, Selection.of(null, "work", null), 3)).isEmpty();
        assertThat(tail(log, Selection.of(null, null, "eRROR 2"), 1)).containsExactly("Error 290");
        assertThat(tail(log, ALL, 10_000)).isEqualTo(everything(log));
    }

    @Test
    void findsLinesByTime() throws IOException {
        bounds = new LogBounds(1_000_000, Duration.ofDays(7));
        var log = log();
        for (var i = 0; i < 5000; i++) {
            log.append(List.of(out(NOON.plusSeconds(i), "web.1.aaaa", "line " + i)));
        }

        assertThat(everything(log, Selection.of(NOON.plusSeconds(4998), null, null)))
                .containsExactly("line 4998", "line 4999");
        assertThat(everything(log, Selection.of(NOON.plusSeconds(4000), null, null)))
                .hasSize(1000);
    }

    @Test
    void isReadWhileItIsWritten() throws Exception {
        bounds = new LogBounds(100_000_000, Duration.ofDays(7));
        var log = log();
        var writer =
                Thread.ofVirtual().start(() -> IntStream.range(0, 20_000).forEach(i -> append(log, out("line " + i))));
        var read = new ArrayList<String>();
        var place = 0L;
        while (read.size() < 20_000) {
            assertThat(log.awaitBeyond(place, Duration.ofSeconds(30))).isTrue();
            var batch = new LogReader(log).read(place, ALL);
            read.addAll(texts(batch));
            place = batch.next();
        }
        writer.join();

        assertThat(read)
                .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void keepsALineOfAMegabyte() throws IOException {
        bounds = new LogBounds(10_000_000, Duration.ofDays(7));
        var log = log();
        var large = "x\n\\".repeat(350_000);
        log.append(List.of(out(large), out("after")));

        assertThat(everything(log())).containsExactly(large, "after");
    }

    private ApplicationLog log() throws IOException {
        return new ApplicationLog(folder, bounds, clock);
    }

    private static void append(ApplicationLog log, Entry entry) {
        try {
            log.append(List.of(entry));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> tail(ApplicationLog log, Selection selection, int count) throws IOException {
        return from(log, new LogReader(log).tail(selection, count), selection);
    }

    private static List<String> everything(ApplicationLog log) throws IOException {
        return everything(log, ALL);
    }

    private static List<String> everything(ApplicationLog log, Selection selection) throws IOException {
        return from(log, 0, selection);
    }

    private static List<String> from(ApplicationLog log, long place, Selection selection) throws IOException {
        return Everything.of(log, place, selection).stream().map(Entry::text).toList();
    }

    private static List<String> texts(LogReader.Batch batch) {
        return batch.lines().stream().map(line -> line.entry().text()).toList();
    }

    private Path only() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .reduce((_, last) -> last)
                    .orElseThrow();
        }
    }

    private long size() throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
