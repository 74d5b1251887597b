package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Problem;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.ListApplications;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.catalogue.LogRows;
import dev.skerry.api.catalogue.OrganizationRows;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.logs.ReadLogs;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.LineCount;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.SearchText;
import dev.skerry.api.values.Since;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SkerryTest {
    private final FakeSkerry server = new FakeSkerry();
    private final Typist typist = Typist.at(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsWhatWasTyped() {
        assertThat(typist.types("apps create notes --git file:///srv/notes.git").code())
                .isZero();
        var call = server.onlyCall();
        assertThat(call.operation()).isEqualTo("applications.create");
        assertThat(call.token()).isEqualTo(FakeSkerry.TOKEN);
        assertThat(call.input())
                .isEqualTo(CreateApplication.of(
                        new Name("notes"), new Source.Git(new GitUrl("file:///srv/notes.git"), null, null)));
    }

    @Test
    void takesOptionsBeforeAndBehindTheCommand() {
        var behind = typist.types("apps list --json --limit 2");
        var before = typist.types("--json apps --limit=2");
        assertThat(before).isEqualTo(behind);
        assertThat(behind.out()).startsWith("{\"items\":");
        assertThat(server.calls())
                .extracting(FakeSkerry.Call::input)
                .allMatch(input -> input instanceof ListApplications list && list.limit() != null);
    }

    @Test
    void asksForValuesThatMustNotBeSeen() {
        typist.answering("hunter2");
        assertThat(typist.types("env set notes LOG_LEVEL=info DB_PASSWORD").code())
                .isZero();
        assertThat(typist.questions()).containsExactly("(secret) DB_PASSWORD: ");
        assertThat(server.onlyCall().input() instanceof SetVariables set ? set.variables() : Map.of())
                .isEqualTo(Map.of(
                        new VariableName("LOG_LEVEL"), new VariableValue("info"),
                        new VariableName("DB_PASSWORD"), new VariableValue("hunter2")));
    }

    @Test
    void sendsNothingThatIsNotValid() {
        assertError(typist.types("apps create Notes! --git file:///a/b"), ExitCode.USAGE, """
                error: NAME: 'Notes!' is not a name: must be 1 to 40 lower-case letters, digits or '-', begin with a \
                letter and not end with '-'.
                usage: skerry help apps create
                """);
        assertError(typist.types("apps create notes"), ExitCode.USAGE, """
                error: One of --git, --image, --archive is missing.
                usage: skerry help apps create
                """);
        assertError(typist.types("apps get"), ExitCode.USAGE, """
                error: APPLICATION is missing.
                usage: skerry help apps get
                """);
        assertError(typist.types("apps get notes more"), ExitCode.USAGE, """
                error: 'more' is too much here.
                usage: skerry help apps get
                """);
        assertError(typist.types("apps get notes --moon"), ExitCode.USAGE, """
                error: There is no option --moon here.
                usage: skerry help apps get
                """);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void guessesUnknownCommands() {
        assertError(typist.types("deplyo notes"), ExitCode.USAGE, """
                error: There is no command 'deplyo notes'. Did you mean 'deploy'?
                all commands: skerry help
                """);
        assertError(typist.types("apps gte notes"), ExitCode.USAGE, """
                error: There is no command 'apps gte'. Did you mean 'apps get'?
                all commands: skerry help apps
                """);
        assertError(typist.types("apps get notes --jsno"), ExitCode.USAGE, """
                error: There is no option --jsno here. Did you mean --json?
                usage: skerry help apps get
                """);
        assertThat(typist.types("system").err()).startsWith("Usage: skerry system COMMAND");
    }

    @Test
    void namesTheOptionsTheServerFoundAtFault() {
        server.refuse(
                ApplicationRows.CREATE,
                ErrorCode.INVALID_INPUT,
                "/source/url: no such host.",
                new Problem.FieldError("/source/url", "/source/url: no such host."));
        assertError(typist.types("apps create notes --git https://nowhere.invalid/a"), ExitCode.USAGE, """
                error: --git: no such host.
                usage: skerry help apps create
                """);
    }

    @Test
    void endsWithACodeForEachKindOfRefusal() {
        var refusals = Map.of(
                ErrorCode.UNAUTHENTICATED, ExitCode.FORBIDDEN,
                ErrorCode.FORBIDDEN, ExitCode.FORBIDDEN,
                ErrorCode.NOT_FOUND, ExitCode.NOT_FOUND,
                ErrorCode.CONFLICT, ExitCode.CONFLICT,
                ErrorCode.UNPROCESSABLE, ExitCode.FAILED,
                ErrorCode.UNAVAILABLE, ExitCode.UNREACHABLE,
                ErrorCode.INTERNAL, ExitCode.FAILED);
        refusals.forEach((refusal, code) -> {
            try (var refusing = new FakeSkerry()) {
                refusing.refuse(ApplicationRows.GET, refusal, "No.");
                var result = Typist.at(refusing).types("apps get notes");
                assertThat(result.code()).isEqualTo(code.number());
                assertThat(result.err())
                        .startsWith(
                                refusal == ErrorCode.UNAUTHENTICATED
                                        ? "error: The server does not know who you are: there is no token, or"
                                        : "error: No.\n");
                assertThat(result.out()).isEmpty();
            }
        });
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).doesNotHaveDuplicates();
    }

    @Test
    void documentsEachCode() throws IOException {
        var guide = Files.readString(Path.of("..", "docs", "cli.md"));
        assertThat(ExitCode.values())
                .allSatisfy(code -> assertThat(guide).contains("| %d | %s |".formatted(code.number(), code.meaning())));
    }

    @Test
    void saysWhenNoServerAnswersOrIsKnown() {
        server.close();
        var unreachable = typist.types("apps");
        assertThat(unreachable.code()).isEqualTo(6);
        assertThat(unreachable.err()).contains(" cannot be reached: nothing listens there.\nIs the server running?");
        var unknown = new Typist().types("apps");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).startsWith("error: no server is known; sign in: skerry login");
        var wrong = new Typist().with("SKERRY_URL", "skerry.example.org").types("apps");
        assertThat(wrong.err()).startsWith("error: SKERRY_URL: 'skerry.example.org' is not a server's address");
    }

    @Test
    void asksBeforeItTakesSomethingAway() {
        var refused = typist.answering("n").types("env unset notes LOG_LEVEL");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("Nothing was done.\n");
        assertThat(typist.questions())
                .containsExactly("notes LOG_LEVEL: Takes a variable away, for the next deployment. Go on? [y/N] ");
        assertThat(typist.absent().types("env unset notes LOG_LEVEL").err())
                .contains("Nobody is there to be asked; say --yes to do it.");
        assertThat(server.calls()).isEmpty();
        assertThat(typist.types("env unset notes LOG_LEVEL --yes"))
                .isEqualTo(new Typist.Result(
                        0, "Done.\n", "It counts from the next deployment on; now: skerry apps redeploy notes\n"));
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void followsPagesToTheEnd() {
        server.answer(ApplicationRows.LIST, "{\"items\": [1], \"next\": \"MQ\"}")
                .answer(ApplicationRows.LIST, "{\"items\": [2, 3], \"next\": \"Mw\"}")
                .answer(ApplicationRows.LIST, "{\"items\": []}");
        assertThat(typist.types("apps list --all --json").out()).isEqualTo("{\"items\":[1,2,3]}\n");
        assertThat(server.calls().getLast().input().toString()).contains("cursor=Mw");
    }

    @Test
    void tellsThatThereAreMore() {
        server.answer(IdentityRows.LIST_TOKENS, "{\"items\": []}").answer(ApplicationRows.LIST, """
                        {"items": [{"ref": "default.production.notes", "status": "RUNNING", "release": 3,
                          "urls": ["http://notes.example.org", "http://n.example.org"],
                          "createdAt": "2026-11-21T09:00:00Z"}], "next": "MQ"}""");
        assertThat(typist.types("apps"))
                .isEqualTo(new Typist.Result(0, """
                REF                       STATUS   RELEASE  URLS                         CREATED
                default.production.notes  running  3        http://notes.example.org +1  1 h ago
                """, "There are more: --cursor MQ, or --all.\n"));
        assertThat(typist.types("tokens")).isEqualTo(new Typist.Result(0, "", "There are none.\n"));
    }

    @Test
    void takesIdsByTheirLastDigits() {
        assertThat(typist.types("deployments get 0b7e9d14").code()).isZero();
        assertThat(server.calls().getLast().input())
                .isEqualTo(new DeploymentInput(dev.skerry.api.values.DeploymentId.of(SampleAnswers.ID)));
        var missing = typist.types("deployments get 12345678");
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.err())
                .isEqualTo("error: There is no '12345678' among the newest of 'skerry deployments list'; give an id as"
                        + " it stands there, or a whole one.\n");
        assertThat(typist.types("deployments get xyz").err())
                .contains("DEPLOYMENT: 'xyz' is not the id of a deployment");
    }

    @Test
    void takesIdsByTheNameBesideThem() {
        server.answer(OrganizationRows.LIST_MEMBERS, """
                {"items": [{"id": "%s", "email": "bob@example.org", "role": "VIEWER"}]}""".formatted(SampleAnswers.ID));
        assertThat(typist.types("members role bob@example.org admin").code()).isZero();
        assertThat(server.calls().getLast().input().toString()).contains(SampleAnswers.ID);
        server.answer(IdentityRows.LIST_TOKENS, """
                {"items": [{"id": "%s", "name": "ci"}]}""".formatted(SampleAnswers.ID));
        assertThat(typist.types("tokens revoke ci --yes").code()).isZero();
    }

    @Test
    void changesNothingWithoutBeingToldWhat() {
        assertError(typist.types("projects update shop"), ExitCode.USAGE, """
                error: what to change is missing: give at least one option.
                usage: skerry help projects update
                """);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void showsWhatAnApplicationWrites() {
        server.stream(LogRows.READ, List.of("""
                {"offset": 70, "time": "2026-11-21T10:00:00Z", "source": "web.1.k3f9", "stream": "stdout", "text": "a\\u001b[2J"}""", """
                {"offset": 99, "time": "2026-11-21T10:00:01Z", "source": "web.2.x07b", "stream": "stderr", "text": "b"}""", """
                {"offset": 123, "time": "2026-11-21T10:00:02Z", "source": "web.1.k3f9", "stream": "note", "text": "c:\\nd"}"""));

        assertThat(typist.types("logs notes -f --tail 5 --since 10m --process web --search oops")
                        .out())
                .isEqualTo("""
                        10:00:00 web.1.k3f9 | a
                        10:00:01 web.2.x07b ! b
                        10:00:02 web.1.k3f9 * c:
                        10:00:02 web.1.k3f9 * d
                        """);

        assertThat(server.onlyCall().input())
                .isEqualTo(new ReadLogs(
                        new ApplicationRef("notes"),
                        null,
                        new LineCount(5),
                        new Since("10m"),
                        new ProcessName("web"),
                        new SearchText("oops"),
                        true));
        assertThat(typist.types("logs notes --json").out()).startsWith("{\"offset\":70");
        assertThat(typist.types("logs notes --since yesterday").err())
                .contains("must be how long ago, such as 90s, 10m, 2h, 7d, or a moment");
    }

    @Test
    void showsTheLogOfADeployment() {
        server.stream(DeploymentRows.LOG, List.of("""
                {"offset": 1, "time": "2026-11-21T10:00:00Z", "source": "build", "text": "Step 1\\u001b[2J/4"}"""));

        assertThat(typist.types("deployments log " + SampleAnswers.ID).out()).isEqualTo("10:00:00 build | Step 1/4\n");
    }

    @Test
    void explainsItself() {
        assertThat(typist.types("help").out()).contains("Every day", "  deploy", "apps ", "create, list, get");
        assertThat(typist.run(List.of())).isEqualTo(typist.types("--help"));
        assertThat(typist.types("help exit-codes").out()).contains("    4  there is no such thing");
        assertThat(typist.types("apps --help").out()).contains("apps create", "Makes an application");
        assertThat(typist.types("apps create --help")).isEqualTo(typist.types("help apps create"));
        assertThat(typist.types("--version")).isEqualTo(new Typist.Result(0, "skerry development\n", ""));
    }

    @Test
    void writesACompletionScriptWithEveryCommand() {
        var script = typist.types("completion bash").out();
        assertThat(script).contains("complete -F _complete_skerry", "deploy", "create", "--health-path", "compinit");
    }

    @Test
    void showsWhoAsksWhom() {
        assertThat(typist.types("status").out())
                .startsWith(
                        "Signed in to %s as ada@example.org (owner of text)\nhealth: text\n".formatted(server.url()));
        assertThat(typist.types("status --json").out()).startsWith("{\"server\":\"" + server.url());
    }

    private static void assertError(Typist.Result result, ExitCode code, String err) {
        assertThat(result).isEqualTo(new Typist.Result(code.number(), "", err));
    }
}
