package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.RollBack;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.ReleaseVersion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeployTest {
    private static final String ID = SampleAnswers.ID;
    private static final String CLONE = """
            {"name": "clone", "status": "done", "detail": "commit 4f3481b",
             "startedAt": "2026-11-21T10:00:00Z", "finishedAt": "2026-11-21T10:00:00.800Z"}""";
    private static final String BUILD_FAILED = """
            {"name": "build", "status": "failed", "detail": "npm ended with 1\\nmore",
             "startedAt": "2026-11-21T10:00:01Z", "finishedAt": "2026-11-21T10:01:13Z"}""";
    private static final String LINE = """
            {"offset": 1, "time": "2026-11-21T10:00:00Z", "source": "clone", "text": "Cloning"}""";

    private final FakeSkerry server = new FakeSkerry();
    private final Typist typist = Typist.at(server);

    @BeforeEach
    void acceptDeployments() {
        var pending = deployment("pending", "", "\"startedAt\": null");
        server.answer(DeploymentRows.DEPLOY, pending).answer(DeploymentRows.ROLL_BACK, pending).stream(
                DeploymentRows.LOG, List.of(LINE));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void showsADeploymentUntilItIsLive() {
        server.answer(DeploymentRows.GET, deployment("building", CLONE, "\"release\": null"))
                .answer(DeploymentRows.GET, success())
                .answer(ApplicationRows.GET, "{\"urls\": [\"http://notes.example.org\"]}");

        var result = typist.types("deploy notes --ref v2 --force");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out().lines())
                .containsExactlyInAnyOrder(
                        "Following deployment 7 of notes, id " + ID,
                        "  10:00:00 clone | Cloning",
                        "clone      0.8 s        commit 4f3481b",
                        "notes is live: release 3, after 1 min 20 s",
                        "  http://notes.example.org");
        assertThat(result.out()).endsWith("notes is live: release 3, after 1 min 20 s\n  http://notes.example.org\n");
        assertThat(server.calls().getFirst().input())
                .isEqualTo(new Deploy(new ApplicationRef("notes"), new GitRef("v2"), true));
    }

    @Test
    void saysWhenNothingHasChanged() {
        server.answer(DeploymentRows.GET, deployment("success", CLONE, "\"finishedAt\": \"2026-11-21T10:00:02Z\""));
        assertThat(typist.types("deploy notes").out())
                .contains("notes is live, as before: nothing has changed, after 2.0 s; --force deploys it anyway\n");
    }

    @Test
    void failsWhenTheDeploymentFails() {
        server.answer(
                DeploymentRows.GET,
                deployment(
                        "failed",
                        CLONE + "," + BUILD_FAILED,
                        "\"error\": \"The build failed:\\nnpm ERR\", \"finishedAt\": \"2026-11-21T10:01:13Z\""));

        var result = typist.types("deploy notes");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("build      1 min 12 s   failed npm ended with 1\n");
        assertThat(result.err()).isEqualTo("""
                error: deployment 7 of notes failed after 1 min 13 s
                  The build failed:
                  npm ERR
                its log: skerry deployments log %s
                """.formatted(ID));
    }

    @Test
    void saysWhenItWasCancelled() {
        server.answer(DeploymentRows.GET, deployment("cancelled", "", "\"finishedAt\": \"2026-11-21T10:00:02Z\""));
        var result = typist.types("deploy notes");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("error: deployment 7 of notes was cancelled after 2.0 s\n");
    }

    @Test
    void detachesWhenAsked() {
        assertThat(typist.types("deploy notes -d")).isEqualTo(new Typist.Result(0, ID + "\n", ""));
        assertThat(typist.types("apps deploy notes --detach --json").out()).startsWith("{\"id\":\"" + ID);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void writesTheEndAloneAsJson() {
        server.answer(DeploymentRows.GET, success());
        var result = typist.types("deploy notes --json");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("{\"id\":\"" + ID).hasLineCount(1).contains("\"status\":\"success\"");
    }

    @Test
    void rollsBackWithTheSameProgress() {
        server.answer(DeploymentRows.GET, success());
        assertThat(typist.types("rollback notes --release 2").out()).contains("notes is live: release 3");
        assertThat(server.calls().getFirst().input())
                .isEqualTo(new RollBack(new ApplicationRef("notes"), new ReleaseVersion(2)));
    }

    @Test
    void isStillGoodWhenTheAddressesCannotBeRead() {
        server.answer(DeploymentRows.GET, success()).refuse(ApplicationRows.GET, ErrorCode.FORBIDDEN, "No.");
        var result = typist.types("deploy notes");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("its addresses: skerry apps get notes (No.)\n");
    }

    private static String success() {
        return deployment("success", CLONE, "\"release\": 3, \"finishedAt\": \"2026-11-21T10:01:20Z\"");
    }

    private static String deployment(String status, String steps, String more) {
        return """
                {"id": "%s", "application": "notes", "number": 7, "status": "%s", "trigger": "deploy", "steps": [%s],
                 "createdAt": "2026-11-21T10:00:00Z", "startedAt": "2026-11-21T10:00:00Z", %s}""".formatted(ID, status, steps, more)
                .replace("\"startedAt\": \"2026-11-21T10:00:00Z\", \"startedAt\": null", "\"startedAt\": null");
    }
}
