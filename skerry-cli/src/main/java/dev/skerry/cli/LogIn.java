package dev.skerry.cli;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.OrganizationRef;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.ServerUrl;
import dev.skerry.cli.input.InputException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Signs in and remembers it.
final class LogIn {
    private static final ServerUrl THIS_MACHINE = new ServerUrl("http://127.0.0.1:8080");

    private LogIn() {}

    /// @param server the one of the last time, or of this machine, when absent
    /// @param organization to act in; the one joined first when absent
    /// @param token sign in with an API token, which is asked for
    record Input(
            @Nullable ServerUrl server,
            @Nullable EmailAddress email,
            @Nullable OrganizationRef organization,
            @Nullable Boolean token) {}

    static Command command() {
        return new Command(
                "login",
                "Signs in and remembers server and token; --token takes an API token instead of e-mail and password",
                Input.class,
                List.of(),
                Set.of(),
                LogIn::run);
    }

    private static ExitCode run(Session session, ObjectNode input) throws IOException {
        var server = server(session, input);
        var token = input.path("token").asBoolean(false)
                ? answer(session, "token", true, AccessToken::new).value()
                : signIn(session, server, input);
        try (var client = new SkerryClient(server, token)) {
            var account = account(client, server);
            session.accessFile().store(new Access(server, token));
            session.print(greeting(server, account));
        }
        if (server.isPlainText() && !server.value().matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:.*)?")) {
            session.note("warning: %s is not encrypted; password and token can be read on the way".formatted(server));
        }
        if (session.accessFile().isOverridden()) {
            session.note("warning: SKERRY_URL or SKERRY_TOKEN is set, and comes before what is remembered now");
        }
        return ExitCode.OK;
    }

    /// Whose token it is.
    private static JsonNode account(SkerryClient client, ServerUrl server) {
        try {
            return client.exchange(IdentityRows.WHO_AM_I, Json.MAPPER.createObjectNode());
        } catch (ProblemException e) {
            if (e.code().filter(code -> code == ErrorCode.UNAUTHENTICATED).isPresent()) {
                throw new RefusedTokenException(server);
            }
            throw e;
        }
    }

    /// A token that was given is none the server knows.
    static final class RefusedTokenException extends RuntimeException {
        RefusedTokenException(ServerUrl server) {
            super("%s does not know this token: it is another server's, has ended or was revoked.".formatted(server));
        }
    }

    static String greeting(ServerUrl server, JsonNode account) {
        return "Signed in to %s as %s (%s of %s)"
                .formatted(
                        server,
                        account.path("email").asString("?"),
                        account.path("role").asString("?").toLowerCase(java.util.Locale.ROOT),
                        account.path("organization").asString("?"));
    }

    private static ServerUrl server(Session session, ObjectNode input) {
        if (input.hasNonNull("server")) {
            return new ServerUrl(input.path("server").asString());
        }
        return session.accessFile().current().map(Access::server).orElse(THIS_MACHINE);
    }

    private static String signIn(Session session, ServerUrl server, ObjectNode input) {
        var email = input.hasNonNull("email")
                ? new EmailAddress(input.path("email").asString())
                : answer(session, "e-mail", false, EmailAddress::new);
        var organization = input.hasNonNull("organization")
                ? new OrganizationRef(input.path("organization").asString())
                : null;
        var password = answer(session, "password", true, Password::new);
        try (var client = new SkerryClient(server, null)) {
            return client.call(IdentityRows.LOG_IN, new dev.skerry.api.identity.LogIn(email, password, organization))
                    .token();
        }
    }

    private static <T> T answer(Session session, String what, boolean secret, Function<String, T> type) {
        var prompt = session.terminal().prompt();
        Optional<String> text = secret ? prompt.askSecret(what + ": ") : prompt.ask(what + ": ");
        try {
            return type.apply(
                    text.map(String::strip).orElseThrow(() -> new InputException("no %s was given.".formatted(what))));
        } catch (IllegalArgumentException e) {
            throw new InputException("%s: %s".formatted(what, e.getMessage()));
        }
    }
}
