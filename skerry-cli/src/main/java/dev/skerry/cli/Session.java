package dev.skerry.cli;

import dev.skerry.api.Operation;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.cli.output.Terminal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One run of a command: where it writes, how it behaves, and the server it asks, which is looked for when first
/// needed.
final class Session implements AutoCloseable {
    private final Terminal terminal;
    private final AccessFile accessFile;
    private final Set<Switch> switches;
    private @Nullable SkerryClient client;

    Session(Terminal terminal, AccessFile accessFile, Set<Switch> switches) {
        this.terminal = terminal;
        this.accessFile = accessFile;
        this.switches = Set.copyOf(switches);
    }

    Terminal terminal() {
        return terminal;
    }

    AccessFile accessFile() {
        return accessFile;
    }

    boolean has(Switch choice) {
        return switches.contains(choice);
    }

    /// @throws NoServerException when nobody said which server to ask
    Access access() {
        return accessFile.current().orElseThrow(NoServerException::new);
    }

    SkerryClient client() {
        if (client == null) {
            var access = access();
            client = new SkerryClient(access.server(), access.token());
        }
        return client;
    }

    JsonNode exchange(Operation<?, ?> operation, ObjectNode input) {
        return client().exchange(operation, input);
    }

    void print(String line) {
        terminal.out().println(line);
    }

    /// Beside the results.
    void note(String line) {
        terminal.err().println(line);
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    /// No server is known.
    static final class NoServerException extends RuntimeException {
        NoServerException() {
            super("no server is known; sign in: skerry login --server https://..., or set SKERRY_URL and SKERRY_TOKEN");
        }
    }
}
