package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Follows a container that runs once to its end, from wherever its log stands: also one that was begun before a
/// restart
/// of the server.
public record ContainerWatch(Containers containers, InstantSource clock) {
    private static final Duration POLL = Duration.ofMillis(100);

    /// Where its lines go, one for one.
    public interface Log {
        /// How many of the container's first lines are there or were left out.
        long heard();

        void add(OutputLine line);
    }

    /// How a container ended.
    public sealed interface Outcome {
        record Ended(int exitCode, boolean outOfMemory) implements Outcome {}

        /// The time was over before.
        record Late() implements Outcome {}

        /// It was made, but a crash came before it was started.
        record NotBegun() implements Outcome {}

        /// Somebody removed it, or a crash came before it was made.
        record Gone() implements Outcome {}
    }

    /// @throws dev.skerry.kernel.CancelledException when cancelled; the container goes on
    public Outcome follow(String container, Instant deadline, Cancellation cancellation, Log log) {
        while (true) {
            cancellation.check();
            var left = Duration.between(clock.instant(), deadline);
            var state = containers.find(container);
            if (state.isEmpty()) {
                return new Outcome.Gone();
            }
            var ended = ended(state.get());
            var isOver = ended.isPresent() || !left.isPositive();
            read(container, isOver ? LogQuery.all() : LogQuery.all().follow(left), cancellation, log);
            if (ended.isPresent()) {
                return ended.get();
            }
            if (isOver) {
                return new Outcome.Late();
            }
            cancellation.sleep(POLL);
        }
    }

    private static Optional<Outcome> ended(ContainerState container) {
        if (container.running()) {
            return Optional.empty();
        }
        var code = container.exitCode();
        return Optional.of(code == null ? new Outcome.NotBegun() : new Outcome.Ended(code, container.outOfMemory()));
    }

    /// Skips what the log has already: each reading begins with the container's first line.
    private void read(String container, LogQuery query, Cancellation cancellation, Log log) {
        var skip = log.heard();
        var place = new AtomicLong();
        Consumer<OutputLine> lines = line -> {
            if (place.incrementAndGet() > skip) {
                log.add(line);
            }
        };
        try {
            containers.logs(container, query, cancellation, lines);
        } catch (SkerryException e) {
            if (containers.find(container).isPresent()) {
                throw e;
            }
        }
    }
}
