package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.logs.RuntimeLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users can watch, of one application's life.
class WatchingEndToEndTest {
    @TempDir
    private static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void showsWhatAnApplicationWritesThroughItsWholeLife() throws IOException {
        var client = installation.client();
        var repository = new SampleRepository("notes", folder.resolve("notes"));
        var application = installation.create("notes", repository);
        installation.set(application, "LOG_REQUESTS", "1");
        installation.deployed(application);

        try (var reading = LogReading.following(client, application)) {
            installation.get("notes", "/first-question");
            var line = reading.await("/first-question");
            assertThat(line.source()).matches("web\\.1\\.[a-z0-9]{4}");
            assertThat(line.stream()).isEqualTo(RuntimeLine.Stream.STDOUT);

            installation.server().kill();
            installation.get("notes", "/asked-while-the-server-was-dead");
            installation.server().startAgain();
            reading.await("/asked-while-the-server-was-dead");

            repository.change("changed.txt", "so that the first container goes");
            installation.deployed(application);
            reading.await("\"event\":\"stopped\"");
            installation.get("notes", "/asked-of-the-second");
            reading.await("/asked-of-the-second");
            assertThat(reading.lines())
                    .extracting(RuntimeLine::offset)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }

        var all = LogReading.all(client, application, null, null);
        assertThat(all).extracting(RuntimeLine::text).doesNotHaveDuplicates();
        assertThat(all).extracting(RuntimeLine::time).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(sources(all, "web")).hasSize(2);
        assertThat(sources(all, "worker")).hasSize(2);
        assertThat(LogReading.all(client, application, "worker", "STARTED"))
                .hasSize(2)
                .allMatch(line -> line.text().contains("\"event\":\"started\""));
        assertThat(LogReading.all(client, application, "web", "/first-question"))
                .hasSize(1);
    }

    private static List<String> sources(List<RuntimeLine> lines, String process) {
        return lines.stream()
                .map(RuntimeLine::source)
                .filter(source -> source.startsWith(process + "."))
                .distinct()
                .toList();
    }
}
