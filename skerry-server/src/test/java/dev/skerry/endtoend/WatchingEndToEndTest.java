package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.MonitoringRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.events.News;
import dev.skerry.api.logs.RuntimeLine;
import dev.skerry.api.monitoring.ReadRequests;
import dev.skerry.api.monitoring.RequestCounts;
import dev.skerry.api.values.ApplicationRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users can watch, of one application's life.
class WatchingEndToEndTest {
    @TempDir
    private static Path folder;

    /// By how much tasks that are read late after a start may be behind.
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(20);

    /// How many requests got a 404.
    private static final AtomicLong MISSING = new AtomicLong();

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
    void showsAnApplicationsWholeLife() throws IOException {
        var repository = new SampleRepository("notes", folder.resolve("notes"));
        var application = installation.create("notes", repository);
        installation.set(application, "LOG_REQUESTS", "1");
        installation.deployed(application);

        try (var reading = LogReading.following(installation.client(), application)) {
            askForNothing("/first-question");
            var line = reading.await("/first-question");
            assertThat(line.source()).matches("web\\.1\\.[a-z0-9]{4}");
            assertThat(line.stream()).isEqualTo(RuntimeLine.Stream.STDOUT);
            countsRequests(application);

            installation.server().kill();
            askForNothing("/asked-while-the-server-was-dead");
            installation.server().startAgain();
            reading.await("/asked-while-the-server-was-dead");

            repository.change("changed.txt", "so that the first container goes");
            tellsHowADeploymentGoes(application);
            reading.await("\"event\":\"stopped\"");
            askForNothing("/asked-of-the-second");
            reading.await("/asked-of-the-second");
            assertThat(reading.lines())
                    .extracting(RuntimeLine::offset)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }

        awaitCounts(application);
        keepsTheLinesOfContainersThatAreGone(application);
    }

    private static void keepsTheLinesOfContainersThatAreGone(ApplicationRef application) {
        var client = installation.client();
        var all = LogReading.all(client, application, null, null);
        assertThat(all).extracting(RuntimeLine::text).doesNotHaveDuplicates();
        isInOrder(all);
        assertThat(sources(all, "web")).hasSize(2);
        assertThat(sources(all, "worker")).hasSize(2);
        assertThat(LogReading.all(client, application, "worker", "STARTED"))
                .hasSize(2)
                .allMatch(line -> line.text().contains("\"event\":\"started\""));
        assertThat(LogReading.all(client, application, "web", "/first-question"))
                .hasSize(1);
    }

    /// Strictly so for each task. What two tasks wrote is merged as it arrives, after a moment's patience.
    private static void isInOrder(List<RuntimeLine> all) {
        assertThat(all.stream()
                        .collect(Collectors.groupingBy(line -> line.source() + line.stream()))
                        .values())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(lines ->
                        assertThat(lines).extracting(RuntimeLine::time).isSortedAccordingTo(Comparator.naturalOrder()));
        var latest = all.getFirst().time();
        for (var line : all) {
            assertThat(line.time()).isAfter(latest.minus(OUT_OF_ORDER));
            latest = line.time().isAfter(latest) ? line.time() : latest;
        }
    }

    private static void countsRequests(ApplicationRef application) {
        for (var i = 0; i < 40; i++) {
            assertThat(installation.get("notes", "/health").status()).isEqualTo(200);
            askForNothing("/no-such-page-" + i);
        }
        awaitCounts(application);
    }

    /// Each request counts once, though the router's log is read again after a start. Deployments ask too, for what is
    /// there.
    private static void awaitCounts(ApplicationRef application) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var counts = counts(application);
        while (counts.clientError() < MISSING.get()) {
            assertThat(System.nanoTime()).as("%s of %s", counts, MISSING).isLessThan(end);
            ServerProcess.pause();
            counts = counts(application);
        }
        assertThat(counts.clientError()).isEqualTo(MISSING.get());
        assertThat(counts.success()).isBetween(40L, 60L);
        assertThat(counts.requests()).isEqualTo(counts.success() + counts.clientError());
        assertThat(counts.bytes()).isPositive();
        assertThat(counts.p99()).isNotNull();
    }

    private static RequestCounts counts(ApplicationRef application) {
        return installation
                .client()
                .call(MonitoringRows.REQUESTS, new ReadRequests(application, null))
                .total();
    }

    private static void askForNothing(String path) {
        assertThat(installation.get("notes", path).status()).isEqualTo(404);
        MISSING.incrementAndGet();
    }

    private static void tellsHowADeploymentGoes(ApplicationRef application) {
        var id = installation
                .client()
                .call(ApplicationRows.GET, new ApplicationInput(application))
                .id();
        var news = new LinkedBlockingQueue<News>();
        try (var _ = installation.client().watch(Set.of(id), news::add)) {
            var deployment = installation.deployed(application);
            var last = new News.DeploymentChanged(
                    id, deployment.id(), deployment.number(), DeploymentStatus.SUCCESS, null);
            var heard = until(news, last);

            assertThat(heard)
                    .filteredOn(News.DeploymentChanged.class::isInstance)
                    .extracting(one -> ((News.DeploymentChanged) one).status())
                    .containsExactly(
                            DeploymentStatus.PENDING,
                            DeploymentStatus.CLONING,
                            DeploymentStatus.BUILDING,
                            DeploymentStatus.DEPLOYING,
                            DeploymentStatus.SUCCESS);
            assertThat(heard)
                    .contains(
                            new News.StepChanged(id, deployment.id(), "switch", "running", null),
                            new News.StepChanged(id, deployment.id(), "switch", "done", "switched"),
                            new News.ApplicationChanged(id, ApplicationStatus.RUNNING, deployment.release()));
        }
    }

    private static List<News> until(BlockingQueue<News> news, News last) {
        var heard = new ArrayList<News>();
        try {
            while (!heard.contains(last)) {
                heard.add(Objects.requireNonNull(news.poll(30, TimeUnit.SECONDS), "no news after " + heard));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return heard;
    }

    private static List<String> sources(List<RuntimeLine> lines, String process) {
        return lines.stream()
                .map(RuntimeLine::source)
                .filter(source -> source.startsWith(process + "."))
                .distinct()
                .toList();
    }
}
