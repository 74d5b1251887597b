package dev.skerry.cli;

import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.catalogue.RunRows;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.client.UnreachableException;
import dev.skerry.cli.output.Printable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows what a one-off run writes, each stream where it belongs, and ends as its command does. The first Ctrl-C stops
/// the run, the second leaves it alone.
final class RunProgress {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Session session;
    private final JsonNode accepted;
    private final String id;
    private final AtomicInteger interrupts = new AtomicInteger();

    /// @param accepted the run as the server took it on
    RunProgress(Session session, JsonNode accepted) {
        this.session = session;
        this.accepted = accepted;
        this.id = accepted.path("id").asString("");
    }

    Exit show() {
        if (session.has(Switch.DETACH)) {
            session.print(session.has(Switch.JSON) ? accepted.toString() : id);
            return ExitCode.OK;
        }
        try (var _ = Interrupts.handledBy(this::interrupted)) {
            if (!session.has(Switch.JSON)) {
                session.client().follow(RunRows.LOG, input(), new Output());
            }
            return exit(ended());
        }
    }

    private Exit exit(JsonNode run) {
        if (session.has(Switch.JSON)) {
            session.print(run.toString());
        }
        if (run.path("exitCode").asInt(1) != 0) {
            session.note(session.terminal().style().red("error:") + " "
                    + run.path("error").asString(""));
        }
        return run.hasNonNull("exitCode")
                ? new Exit.OfCommand(run.path("exitCode").asInt())
                : ExitCode.FAILED;
    }

    /// Ends the process at the second time, as the first may not have reached the server.
    private void interrupted() {
        if (interrupts.incrementAndGet() > 1) {
            session.note(
                    "Detached: the run goes on until it is stopped. Its output: skerry runs log %s; its end: skerry runs get %s"
                            .formatted(id, id));
            Runtime.getRuntime().halt(ExitCode.DETACHED.number());
        }
        session.note(System.lineSeparator() + "Stopping the run; Ctrl-C again leaves it alone.");
        try {
            session.exchange(RunRows.CANCEL, input());
        } catch (ProblemException | UnreachableException e) {
            session.note("it cannot be stopped: " + e.getMessage());
        }
    }

    /// Once its output has ended, so has it.
    private JsonNode ended() {
        var run = session.exchange(RunRows.GET, input());
        while (!run.hasNonNull("finishedAt")) {
            rest();
            run = session.exchange(RunRows.GET, input());
        }
        return run;
    }

    private ObjectNode input() {
        return Json.MAPPER.createObjectNode().put("run", id);
    }

    private static void rest() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a command ran");
        }
    }

    /// The lines alone: what a command wrote can be piped on.
    private final class Output implements Feed.Receiver<JsonNode> {
        @Override
        public boolean accept(long offset, JsonNode line) {
            var terminal = session.terminal();
            PrintStream stream = line.path("source").asString("").equals("stderr") ? terminal.err() : terminal.out();
            stream.println(Printable.line(line.path("text").asString(""), terminal.style()));
            return isOpen();
        }

        @Override
        public boolean isOpen() {
            return !session.terminal().out().checkError();
        }
    }
}
