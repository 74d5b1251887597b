package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.cli.output.Views;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which server is asked, as whom, and whether it is well.
final class Status {
    private Status() {}

    static Command command() {
        return new Command(
                "status",
                "Shows the server, its health and versions, and who is signed in",
                NoInput.class,
                List.of(),
                Set.of(Switch.JSON),
                Status::run);
    }

    private static ExitCode run(Session session, ObjectNode input) {
        var health = ask(session, SystemRows.HEALTH);
        var account = ask(session, IdentityRows.WHO_AM_I);
        var version = ask(session, SystemRows.VERSION);
        if (session.has(Switch.JSON)) {
            var all = input.objectNode();
            all.put("server", session.access().server().value());
            all.set("health", health);
            all.set("account", account);
            all.set("version", version);
            session.print(all.toString());
            return ExitCode.OK;
        }
        session.print(LogIn.greeting(session.access().server(), account));
        var style = session.terminal().style();
        session.print("health: " + style.status(health.path("status").asString("?")));
        new Views(session.terminal())
                .details(version, SystemRows.VERSION.output().item())
                .forEach(session::print);
        return ExitCode.OK;
    }

    private static JsonNode ask(Session session, Operation<NoInput, ?> operation) {
        return session.exchange(operation, Json.MAPPER.createObjectNode());
    }
}
