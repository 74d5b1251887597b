package dev.skerry.logs;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.LogQuery;
import dev.skerry.docker.OutputLine;
import dev.skerry.docker.TaskLine;
import dev.skerry.docker.TaskLogs;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import dev.skerry.logs.Entry.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every line of one service, once, from wherever it was taken to before, until the service is gone.
final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration FOR_EVER = Duration.ofDays(3650);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final String service;
    private final int generation;
    private final ApplicationLog log;
    private final Inbox inbox;
    private final TaskLogs tasks;
    private final UnaryOperator<String> names;
    private final Allowance allowance = new Allowance();
    private Places places = new Places();

    /// @param names from a task's id to its name
    Follower(Service service, ApplicationLog log, Inbox inbox, TaskLogs tasks, UnaryOperator<String> names) {
        this.service = service.name();
        this.generation = service.generation();
        this.log = log;
        this.inbox = inbox;
        this.tasks = tasks;
        this.names = names;
    }

    /// @param name as Docker knows it
    record Service(String name, int generation) {}

    void run(Cancellation cancellation) throws IOException, InterruptedException {
        places = log.places(generation);
        var pause = FIRST_PAUSE;
        while (!cancellation.isCancelled()) {
            try {
                read(cancellation);
                pause = FIRST_PAUSE;
            } catch (SkerryException e) {
                if (e.code() == ErrorCode.NOT_FOUND) {
                    break; // it is gone
                }
                LOG.info("Reading what '{}' writes goes on in {} s: {}", service, pause.toSeconds(), e.getMessage());
            }
            cancellation.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        cancellation.check();
        tellOverdue(Instant.MAX);
        inbox.awaitStored();
        log.forget(generation);
    }

    /// Lines that are gone here are gone for good: what Docker has of that time is not taken again.
    private void read(Cancellation cancellation) throws IOException {
        var reading = places.new Reading();
        var query = LogQuery.all().follow(FOR_EVER);
        var trimmed = log.trimmedBefore();
        var since = places.earliest()
                .map(earliest -> trimmed.filter(earliest::isBefore).orElse(earliest))
                .or(() -> trimmed);
        tasks.read(service, since.map(query::since).orElse(query), cancellation, line -> take(line, reading));
    }

    private void take(TaskLine line, Places.Reading reading) {
        var entry = new Entry(
                line.line().stream() == OutputLine.Stream.STDOUT ? Kind.STDOUT : Kind.STDERR,
                line.line().time(),
                generation,
                names.apply(line.task()),
                line.line().text());
        if (!reading.isNew(entry)) {
            return;
        }
        Allowance.Verdict verdict;
        synchronized (allowance) {
            verdict = allowance.judge(entry);
        }
        verdict.note().ifPresent(this::put);
        if (verdict.admitted()) {
            put(entry);
        }
    }

    /// Says what was left out of tasks that have been silent since.
    void tellOverdue(Instant before) {
        List<Entry> notes;
        synchronized (allowance) {
            notes = allowance.overdue(generation, before);
        }
        notes.forEach(this::put);
    }

    private void put(Entry entry) {
        try {
            inbox.put(log, entry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }
}
