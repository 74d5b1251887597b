package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.Workers.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A running HAProxy, told what to do over its master's socket. Every answer is read: one that is not what the
/// command says on success is a failure that quotes both.
final class Haproxy {
    /// A payload must fit into HAProxy's own buffer (`tune.bufsize`) with room to spare.
    private static final int LARGEST_PAYLOAD = 8000;

    private static final Duration STARTING = Duration.ofSeconds(10);
    private static final Duration ENDING = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Pattern DESCRIPTION = Pattern.compile("(?m)^description: (\\S+)$");
    private static final Pattern VERSION = Pattern.compile("New version created: (\\d+)");
    private static final Pattern SESSION = Pattern.compile("(0x[0-9a-f]+): .* be=(\\S+) srv=(\\S+) .*");

    private final MasterSocket socket;

    Haproxy(MasterSocket socket) {
        this.socket = socket;
    }

    Workers workers() {
        return Workers.parse(socket.ask("show proc"));
    }

    /// The worker that serves.
    Worker serving() {
        return workers()
                .current()
                .orElseThrow(() -> new SkerryException(ErrorCode.UNAVAILABLE, "The router has no serving process."));
    }

    /// What the serving worker runs; empty when there is none or nobody answers.
    Optional<String> generation() {
        try {
            return workers().current().flatMap(this::generation);
        } catch (SkerryException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Reads the configuration again and returns when a worker serves that generation.
    ///
    /// @throws SkerryException UNAVAILABLE when HAProxy could not; the old worker then goes on
    void reload(String generation) {
        var before = workers().reloads();
        try {
            refuse("reload", socket.ask("reload"));
        } catch (SkerryException e) {
            // The master becomes another program while it answers, and 2.6 closes without a word: `await` finds out.
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
        }
        await(generation, before);
    }

    /// The generation of the first worker that answers.
    String await() {
        return await(this::generation, "any generation");
    }

    private void await(String generation, int reloadsBefore) {
        await(
                () -> {
                    failWhenRefused(generation, reloadsBefore);
                    return generation().filter(generation::equals);
                },
                "generation " + generation);
    }

    private String await(Supplier<Optional<String>> look, String what) {
        var end = System.nanoTime() + STARTING.toNanos();
        while (System.nanoTime() < end) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        throw new SkerryException(
                ErrorCode.UNAVAILABLE,
                "The router did not serve %s within %d s.".formatted(what, STARTING.toSeconds()));
    }

    /// A reload that failed leaves the old worker serving, and a count.
    private void failWhenRefused(String generation, int reloadsBefore) {
        var workers = workersOrNone();
        if (workers.reloads() > reloadsBefore && workers.failed() > 0) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The router could not load generation %s and goes on as before.".formatted(generation));
        }
    }

    private Workers workersOrNone() {
        try {
            return workers();
        } catch (SkerryException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                return Workers.NONE;
            }
            throw e;
        }
    }

    private Optional<String> generation(Worker worker) {
        var description = DESCRIPTION.matcher(ask(worker, "show info"));
        return description.find() ? Optional.of(description.group(1)) : Optional.empty();
    }

    /// The servers of one backend, or of all for `-1`; none when the worker does not know it.
    ///
    /// @throws SkerryException UNAVAILABLE when the worker has ended
    List<ServerStatistics> statistics(Worker worker, String backend) {
        var answer = ask(worker, "show stat %s 4 -1".formatted(backend));
        if (answer.startsWith("# ") || answer.startsWith("No such proxy")) {
            return ServerStatistics.parse(answer);
        }
        throw new SkerryException(
                ErrorCode.UNAVAILABLE,
                "The router's process %d says nothing of its servers: %s".formatted(worker.pid(), answer.strip()));
    }

    /// What a new worker needs to know so that it does not take servers for healthy which are not.
    String healthOfAll() {
        return ask(serving(), "show servers state");
    }

    void take(Worker worker, BackendName backend, ServerStep step, Check check) {
        switch (step) {
            case ServerStep.Add add -> add(worker, backend, add, check);
            case ServerStep.Weigh weigh ->
                order(worker, "set server %s/%s weight %d".formatted(backend, weigh.server(), weigh.weight()));
            case ServerStep.Remove remove -> remove(worker, backend + "/" + remove.server());
        }
    }

    /// A new server begins in maintenance and unchecked, whatever its options say.
    private void add(Worker worker, BackendName backend, ServerStep.Add add, Check check) {
        var name = backend + "/" + ServerLine.name(add.server());
        order(
                worker,
                "add server %s %s".formatted(name, ServerLine.options(add.server(), add.weight(), check)),
                "New server registered.");
        order(worker, "enable health " + name);
        order(worker, "set server %s state ready".formatted(name));
    }

    /// Sessions end a moment after they are told to, and HAProxy deletes no server that has one.
    private void remove(Worker worker, String name) {
        order(worker, "set server %s state maint".formatted(name));
        order(worker, "shutdown sessions server " + name);
        var command = "del server " + name;
        var end = System.nanoTime() + ENDING.toNanos();
        var answer = ask(worker, command);
        while (answer.contains("still has connections") && System.nanoTime() < end) {
            pause();
            answer = ask(worker, command);
        }
        refuse(command, answer, "Server deleted.", "No such server.");
    }

    /// Puts the lines in the place of all routes of the generation, in one step as far as requests can tell.
    void replaceRoutes(Worker worker, String generation, List<String> lines) {
        var map = "%s/%s/%s".formatted(HaproxyConfig.FOLDER, generation, RouteMap.FILE);
        var prepare = "prepare map " + map;
        var answer = ask(worker, prepare);
        var version = VERSION.matcher(answer);
        if (!version.find()) {
            throw unexpected(prepare, answer);
        }
        for (var payload : payloads(lines)) {
            order(worker, "add map @%s %s <<\n%s".formatted(version.group(1), map, payload));
        }
        order(worker, "commit map @%s %s".formatted(version.group(1), map));
    }

    private static List<String> payloads(List<String> lines) {
        var payloads = new ArrayList<String>();
        var payload = new StringBuilder();
        for (var line : lines) {
            if (!payload.isEmpty() && payload.length() + line.length() > LARGEST_PAYLOAD) {
                payloads.add(payload.toString());
                payload.setLength(0);
            }
            payload.append(line).append('\n');
        }
        if (!payload.isEmpty()) {
            payloads.add(payload.toString());
        }
        return payloads;
    }

    /// Ends what an old worker still has on a server: it takes no orders about servers, only about sessions.
    void endSessions(Worker old, BackendName backend, String server) {
        for (var line : ask(old, "show sess").lines().toList()) {
            var session = SESSION.matcher(line);
            if (session.matches()
                    && session.group(2).equals(backend.value())
                    && session.group(3).equals(server)) {
                ask(old, "shutdown session " + session.group(1));
            }
        }
    }

    private String ask(Worker worker, String command) {
        return socket.ask("@!%d %s".formatted(worker.pid(), command));
    }

    private void order(Worker worker, String command, String... success) {
        refuse(command, ask(worker, command), success);
    }

    private static void refuse(String command, String answer, String... success) {
        var said = answer.strip();
        if (!said.isEmpty()
                && !said.startsWith("Success=1")
                && !List.of(success).contains(said)) {
            throw unexpected(command, said);
        }
    }

    private static SkerryException unexpected(String command, String answer) {
        var line = command.lines().findFirst().orElse("");
        return new SkerryException(
                ErrorCode.INTERNAL, "The router answered '%s' to '%s'.".formatted(answer.strip(), line));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SkerryException(ErrorCode.UNAVAILABLE, "Interrupted while waiting for the router.", e);
        }
    }
}
