package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.OutputLine.Stream;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What every source of task logs does. The service under test has tasks that say "one", then "two" as an error, and
/// end, again and again.
interface TaskLogsContract {
    Duration LONG = Duration.ofSeconds(60);

    TaskLogs logs();

    /// Starts the service, and gives its name.
    String start();

    /// Removes the service.
    void remove(String service);

    @Test
    default void tellsWhichTaskWroteWhatWhereAndWhen() {
        var service = start();
        var before = Instant.now().minusSeconds(30);

        var lines = until(service, 2);

        var task = lines.getFirst().task();
        assertThat(task).isNotEmpty();
        var ofOne = lines.stream()
                .filter(line -> line.task().equals(task))
                .map(TaskLine::line)
                .toList();
        assertThat(ofOne)
                .extracting(OutputLine::stream, OutputLine::text)
                .startsWith(org.assertj.core.groups.Tuple.tuple(Stream.STDOUT, "one"));
        assertThat(lines).extracting(line -> line.line().text()).contains("two");
        assertThat(ofOne).allMatch(line -> line.time().isAfter(before));
    }

    @Test
    default void followsTasksThatStartLater() {
        var service = start();
        var cancellation = new Cancellation();
        var tasks = new CopyOnWriteArrayList<String>();

        assertThatThrownBy(() -> logs().read(service, LogQuery.all().follow(LONG), cancellation, line -> {
                    tasks.addIfAbsent(line.task());
                    if (tasks.size() > 2) {
                        cancellation.cancel("enough");
                    }
                }))
                .isInstanceOf(CancelledException.class)
                .hasMessage("enough");
    }

    @Test
    default void reachesBackNoFurtherThanAsked() {
        var service = start();
        until(service, 2);

        assertThat(read(service, LogQuery.all().since(Instant.now().plusSeconds(3600))))
                .isEmpty();
        assertThat(read(service, LogQuery.lastLines(0))).isEmpty();
        var last = read(service, LogQuery.lastLines(1));
        assertThat(last).extracting(TaskLine::task).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    default void endsQuietlyAtTheDeadlineOfFollowing() {
        var service = start();

        read(service, LogQuery.all().follow(Duration.ofMillis(300)));
    }

    @Test
    default void endsWhenTheServiceGoes() {
        var service = start();
        Thread.startVirtualThread(() -> {
            Cancellation.never().sleep(Duration.ofMillis(500));
            remove(service);
        });
        var begin = System.nanoTime();

        read(service, LogQuery.all().follow(LONG));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
    }

    @Test
    default void saysThatThereIsNoSuchService() {
        assertThatThrownBy(() -> read("no-such-service", LogQuery.all()))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("no-such-service");
    }

    private List<TaskLine> until(String service, int count) {
        var came = Polling.until(
                LONG, Cancellation.never(), () -> read(service, LogQuery.all()).size() >= count);
        assertThat(came).isTrue();
        return read(service, LogQuery.all());
    }

    private List<TaskLine> read(String service, LogQuery query) {
        var lines = new ArrayList<TaskLine>();
        logs().read(service, query, Cancellation.never(), lines::add);
        return lines;
    }
}
