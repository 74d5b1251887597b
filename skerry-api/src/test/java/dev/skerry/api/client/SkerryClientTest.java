package dev.skerry.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.NoInput;
import dev.skerry.api.Output;
import dev.skerry.api.Problem;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.ListApplications;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.UnsetVariable;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PageSize;
import dev.skerry.api.values.SearchText;
import dev.skerry.api.values.ServerUrl;
import dev.skerry.api.values.VariableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkerryClientTest {
    private static final Patience SHORT = new Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            3);

    private final ScriptedServer server = new ScriptedServer();
    private final SkerryClient client = new SkerryClient(server.url(), "sk_secret", SHORT);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void putsInputWithoutAPlaceInThePathIntoTheBody() {
        server.then(201, "application/json", view("notes"));

        var made = client.call(
                ApplicationRows.CREATE,
                CreateApplication.of(
                        new Name("notes"), new Source.Git(new GitUrl("file:///srv/notes.git"), null, null)));

        assertThat(made.name()).isEqualTo("notes");
        var asked = server.asked().getFirst();
        assertThat(asked.line()).isEqualTo("POST /api/applications");
        assertThat(asked.authorization()).isEqualTo("Bearer sk_secret");
        assertThat(asked.contentType()).isEqualTo("application/json");
        assertThat(Json.MAPPER.readTree(asked.body())).isEqualTo(Json.MAPPER.readTree("""
                {"name": "notes", "source": {"type": "git", "url": "file:///srv/notes.git"}}"""));
    }

    @Test
    void putsItIntoTheQueryOfAMethodWithoutBody() {
        server.then(200, "application/json", """
                {"items": [%s], "next": "MDE"}""".formatted(view("notes")));

        var page = client.call(
                ApplicationRows.LIST,
                new ListApplications(null, new SearchText("a&b=c ü/?#+%"), null, new PageSize(2)));

        assertThat(page.items()).extracting(item -> item.name()).containsExactly("notes");
        assertThat(page.next()).isEqualTo("MDE");
        assertThat(server.asked().getFirst().line())
                .isEqualTo("GET /api/applications?search=a%26b%3Dc%20%C3%BC%2F%3F%23%2B%25&limit=2");
    }

    @Test
    void encodesWhatStandsInThePath() {
        server.then(204, "application/json", "");

        var nothing = client.call(
                VariableRows.UNSET,
                new UnsetVariable(new ApplicationRef("shop.production.notes"), new VariableName("LOG_LEVEL")));

        assertThat(nothing).isEqualTo(Output.Nothing.NOTHING);
        assertThat(server.asked().getFirst().line())
                .isEqualTo("DELETE /api/applications/shop.production.notes/variables/LOG_LEVEL");
        var hostile = Json.MAPPER.createObjectNode().put("application", "../a b?/ü");
        assertThat(new Requests(server.url(), null)
                        .of(ApplicationRows.GET, hostile)
                        .uri()
                        .getRawPath())
                .isEqualTo("/api/applications/..%2Fa%20b%3F%2F%C3%BC");
    }

    @Test
    void refusesToAskWithoutWhatThePathNeeds() {
        assertThatThrownBy(() -> client.exchange(ApplicationRows.GET, Json.MAPPER.createObjectNode()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("applications.get needs 'application' in its input");
    }

    @Test
    void readsAnswersOfANewerServer() {
        server.then(200, "application/json", """
                {"version": "9", "docker": "30", "postgres": "19", "router": "4", "moon": "full"}""");

        assertThat(client.call(SystemRows.VERSION, new NoInput()).version()).isEqualTo("9");
    }

    @Test
    void throwsProblemsWithCodeAndFields() {
        var problem = Problem.of(
                ErrorCode.INVALID_INPUT, "/name: no.", List.of(new Problem.FieldError("/name", "no.")), "r-1");
        server.then(400, Problem.MEDIA_TYPE, Json.MAPPER.writeValueAsString(problem));

        var thrown = catchThrowableOfType(ProblemException.class, this::getNotes);

        assertThat(thrown.code()).contains(ErrorCode.INVALID_INPUT);
        assertThat(thrown).hasMessage("/name: no.");
        assertThat(thrown.status()).isEqualTo(400);
        assertThat(thrown.errors()).containsExactly(new Problem.FieldError("/name", "no."));
    }

    @Test
    void keepsProblemsWithACodeItDoesNotKnow() {
        server.then(418, Problem.MEDIA_TYPE, """
                {"type": "urn:skerry:problem:teapot", "title": "T", "status": 418, "detail": "Short and stout.",
                 "code": "teapot"}""");

        var thrown = catchThrowableOfType(ProblemException.class, this::getNotes);

        assertThat(thrown.code()).isEmpty();
        assertThat(thrown).hasMessage("Short and stout.");
    }

    @Test
    void saysWhenWhatAnswersIsNotSkerry() {
        server.then(502, "text/html", "<h1>Bad gateway</h1>")
                .then(200, "text/html", "<h1>Welcome</h1>")
                .then(exchange -> {
                    exchange.getResponseHeaders().set("Location", "https://elsewhere.example.org/");
                    exchange.sendResponseHeaders(301, -1);
                });

        assertUnreachable("answered with status 502, but not as Skerry does");
        assertUnreachable("did not answer in JSON");
        assertUnreachable("sends its callers to https://elsewhere.example.org/");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void saysWhenNothingAnswers() {
        server.close();
        assertUnreachable("cannot be reached: nothing listens there");
        try (var nowhere = new SkerryClient(new ServerUrl("http://nowhere.invalid"), null, SHORT)) {
            assertThatThrownBy(() -> nowhere.call(SystemRows.HEALTH, new NoInput()))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("http://nowhere.invalid cannot be reached: there is no host of that name");
        }
    }

    @Test
    void givesUpAtTheDeadlineEvenInTheMidstOfAnAnswer() {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertUnreachable("did not answer within 3 s");
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::getNotes).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void uploadsAFileWithItsInputInTheQuery(@TempDir Path folder) throws IOException {
        server.then(202, "application/json", "{}");
        var archive = Files.writeString(folder.resolve("notes.tar"), "bytes");

        client.upload(
                DeploymentRows.DEPLOY,
                Json.MAPPER.createObjectNode().put("application", "notes").put("force", true),
                archive);

        var asked = server.asked().getFirst();
        assertThat(asked.line()).isEqualTo("POST /api/applications/notes/deploy?force=true");
        assertThat(asked.contentType()).isEqualTo("application/octet-stream");
        assertThat(asked.body()).isEqualTo("bytes");
    }

    @Test
    void keepsTheTokenOutOfItsText() {
        assertThat(new Requests(server.url(), "sk_secret").toString()).doesNotContain("sk_secret");
    }

    private void getNotes() {
        client.call(ApplicationRows.GET, new ApplicationInput(new ApplicationRef("notes")));
    }

    private void assertUnreachable(String message) {
        assertThatThrownBy(this::getNotes)
                .isInstanceOf(UnreachableException.class)
                .hasMessageStartingWith(server.url().value())
                .hasMessageContaining(message);
    }

    private static String view(String name) {
        return """
                {"id": "0191e8a0-0000-7000-8000-000000000001", "name": "%s", "ref": "default.production.%s",
                 "project": "default", "environment": "production", "source": {"type": "archive"}, "port": 8080,
                 "healthCheck": {"type": "tcp",
                   "timing": {"startPeriod": 60, "interval": 5, "timeout": 2, "retries": 3}},
                 "strategy": "OVERLAP", "watch": 30, "processes": {}, "volumes": [], "ports": [],
                 "status": "NOT_DEPLOYED", "urls": [], "createdAt": "2026-11-21T10:00:00Z"}""".formatted(name, name);
    }
}
