package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.NoInput;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.api.client.UnreachableException;
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

    /// Forgets what is stored; what the environment says is not this command's to end.
    private static ExitCode run(Session session, ObjectNode input) throws IOException {
        var stored = session.accessFile().stored().filter(access -> access.token() != null);
        if (stored.isEmpty()) {
            session.note("Nobody is signed in: there is nothing to forget.");
            return ExitCode.OK;
        }
        var access = stored.get();
        if (access.isSession()) {
            end(session, access);
        } else {
            session.note("The API token stays valid; to end it: skerry tokens revoke NAME");
        }
        session.accessFile().store(new Access(access.server(), null));
        session.print("Signed out of %s".formatted(access.server()));
        return ExitCode.OK;
    }

    private static void end(Session session, Access access) {
        try (var client = new SkerryClient(access.server(), access.token())) {
            client.exchange(IdentityRows.LOG_OUT, Json.MAPPER.createObjectNode());
        } catch (ProblemException e) {
            session.note("The session had ended: " + e.getMessage()); // as good
        } catch (UnreachableException e) {
            session.note("The session goes on until it ends by itself: " + e.getMessage());
        }
    }
}
