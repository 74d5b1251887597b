package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.SourceRows;
import dev.skerry.api.values.ApplicationRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `skerry deploy` of a folder, and of repositories.
class DeployFolderTest {
    private static final String REF = "default.production.notes";

    @TempDir
    Path temporary;

    private final FakeSkerry server = new FakeSkerry();
    private final Typist typist = Typist.at(server);
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(temporary.resolve("Notes_App"));
        Files.writeString(folder.resolve("index.html"), "hello");
        var deployment = """
                {"id": "%s", "application": "%s", "number": 7, "status": "success", "release": 3, "steps": [],
                 "createdAt": "2026-11-21T10:00:00Z", "startedAt": "2026-11-21T10:00:00Z",
                 "finishedAt": "2026-11-21T10:01:20Z"}""".formatted(SampleAnswers.ID, REF);
        server.answer(DeploymentRows.DEPLOY, deployment).answer(DeploymentRows.GET, deployment);
    }

    private void applicationIsThere() {
        server.answer(ApplicationRows.GET, "{\"ref\": \"%s\", \"urls\": [\"http://notes\"]}".formatted(REF));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void packsUploadsAndFollowsToTheEnd() throws IOException {
        applicationIsThere();
        Files.writeString(folder.resolve(".env"), "SECRET=1");

        var result = typist.run(List.of("deploy", folder.toString(), "--app", "notes"));

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("Left out: .env (holds secrets; set them with: skerry env set %s NAME)\n".formatted(REF))
                .contains("for %s: 1 files, ".formatted(REF));
        assertThat(result.out()).contains("is live: release 3", "http://notes");
        assertThat(operations()).startsWith("applications.get", "archives.upload", "applications.deploy");
        var upload = server.calls().get(1);
        assertThat(upload.input()).isEqualTo(new ApplicationInput(new ApplicationRef(REF)));
        assertThat(upload.body().getBytes(StandardCharsets.ISO_8859_1)).startsWith(0x1f, 0x8b);
    }

    @Test
    void namesTheApplicationAfterTheFolder() {
        applicationIsThere();
        typist.run(List.of("deploy", folder.toString(), "--environment", "shop.staging"));

        assertThat(server.calls().getFirst().input())
                .isEqualTo(new ApplicationInput(new ApplicationRef("shop.staging.notes-app")));
    }

    @Test
    void makesAnApplicationThatIsNotThereWhenSomebodyWantsThat() {
        server.refuse(ApplicationRows.GET, ErrorCode.NOT_FOUND, "There is no application 'notes'.")
                .answer(ApplicationRows.CREATE, "{\"ref\": \"%s\"}".formatted(REF));

        var result = typist.answering("y").run(List.of("deploy", folder + "/", "--app", "shop.staging.notes"));

        assertThat(typist.questions()).containsExactly("There is no application 'shop.staging.notes'. Make it? [y/N] ");
        assertThat(result.code()).isZero();
        assertThat(result.err()).startsWith("Made the application " + REF);
        var made = (CreateApplication) server.calls().get(1).input();
        assertThat(made.source()).isEqualTo(new Source.Archive());
        assertThat(made.name()).hasToString("notes");
        assertThat(made.environment()).hasToString("shop.staging");
    }

    @Test
    void makesNothingUnasked() {
        server.refuse(ApplicationRows.GET, ErrorCode.NOT_FOUND, "There is no application 'notes'.");
        var arguments = List.of("deploy", folder.toString(), "--app", "notes");

        assertThat(typist.answering("n").run(arguments).err()).isEqualTo("Nothing was done.\n");
        var alone = Typist.at(server).absent().run(arguments);
        assertThat(alone.code()).isEqualTo(4);
        assertThat(alone.err()).contains("With --create it is made.", "There is no application 'notes'.");
        assertThat(operations()).containsOnly("applications.get");

        var created =
                Typist.at(server).absent().run(List.of("deploy", folder.toString(), "--app", "notes", "--create"));
        assertThat(created.code()).isZero();
    }

    @Test
    void takesAPlainWordForAnApplicationWithASourceOfItsOwn() {
        applicationIsThere();
        assertThat(typist.types("deploy notes --environment shop.staging").code())
                .isZero();

        assertThat(operations()).startsWith("applications.deploy").doesNotContain("archives.upload");
        assertThat(server.calls().getFirst().input()).extracting("application").hasToString("shop.staging.notes");
    }

    @Test
    void deploysARepositoryAndMakesItsApplication() {
        server.refuse(ApplicationRows.GET, ErrorCode.NOT_FOUND, "There is no application 'notes'.");
        var url = "https://git.example.org/shop/notes.git";
        server.answer(ApplicationRows.CREATE, "{\"source\": {\"url\": \"%s\"}}".formatted(url));

        var result = typist.types("deploy notes --git %s --ref v2 --create --detach".formatted(url));

        assertThat(result.err()).contains("Made the application");
        var made = (CreateApplication) server.calls().get(1).input();
        assertThat(made.source())
                .hasFieldOrPropertyWithValue("url.value", url)
                .hasFieldOrPropertyWithValue("ref.value", "v2");
        assertThat(server.calls().get(2).input()).extracting("ref").hasToString("v2");
    }

    @Test
    void leavesAnApplicationOfAnotherRepositoryAlone() {
        server.answer(ApplicationRows.GET, "{\"source\": {\"type\": \"git\", \"url\": \"https://a/b\"}}");

        var result = typist.types("deploy notes --git https://git.example.org/c");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--git: 'notes' is deployed from https://a/b.");
        assertThat(operations()).containsExactly("applications.get");
    }

    @Test
    void refusesFoldersThatAreNotThereOrHoldNothing() throws IOException {
        applicationIsThere();
        var missing = typist.run(List.of("deploy", temporary.resolve("no").toString()));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no folder");
        var empty = Files.createDirectory(temporary.resolve("empty"));
        assertThat(typist.run(List.of("deploy", empty.toString())).err()).contains("there is nothing to deploy in");
        assertThat(operations()).doesNotContain("archives.upload");
        assertThat(typist.run(List.of("deploy", folder.toString(), "--ref", "v2"))
                        .err())
                .contains("--ref: belongs to a repository");
    }

    @Test
    void saysWhatTheServerSaysOfAnUploadItRefuses() {
        applicationIsThere();
        server.refuse(
                SourceRows.UPLOAD, ErrorCode.TOO_LARGE, "The archive is larger than the 10 bytes this server takes.");

        var result = typist.run(List.of("deploy", folder.toString()));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).endsWith("error: The archive is larger than the 10 bytes this server takes.\n");
        assertThat(operations()).doesNotContain("applications.deploy");
    }

    private List<String> operations() {
        return server.calls().stream().map(FakeSkerry.Call::operation).toList();
    }
}
