package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.NoInput;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.client.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Signs out, and forgets the token.
final class LogOut {
    private LogOut() {}

    static Command command() {
        return new Command(
                "logout", "Signs out and forgets the token", NoInput.class, List.of(), Set.of(), LogOut::run);
    }

    private static ExitCode run(Session session, ObjectNode input) throws IOException {
        var access = session.access();
        try {
            session.exchange(IdentityRows.LOG_OUT, Json.MAPPER.createObjectNode());
        } catch (ProblemException e) {
            session.note("The server says: " + e.getMessage()); // a session that has ended is as good
        }
        session.accessFile().store(new Access(access.server(), null));
        session.print("Signed out of %s".formatted(access.server()));
        return ExitCode.OK;
    }
}
