package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Json;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.Build;
import dev.skerry.api.applications.BuildMethod;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.UpdateApplication;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.CredentialRows;
import dev.skerry.api.catalogue.SourceRows;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.sources.CreateCredential;
import dev.skerry.api.sources.CredentialInput;
import dev.skerry.api.sources.GitLogin;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.BuildArgument;
import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.GitHost;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.RelativePath;
import dev.skerry.api.values.StageName;
import dev.skerry.api.values.VariableName;
import dev.skerry.git.GitSshServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way code comes in: an uploaded archive, and a private repository; and what a build is told.
class SourcesEndToEndTest {
    private static final String SECRET = "npm_s3cret-that-nobody-sees";
    private static final String DOCKERFILE = """
            FROM busybox:stable AS site
            ARG GREETING
            RUN --mount=type=secret,id=NPM_TOKEN mkdir /www && echo "$GREETING" > /www/index.html && \\
                echo "the token is $(cat /run/secrets/NPM_TOKEN)" && sha256sum < /run/secrets/NPM_TOKEN > /www/digest
            CMD ["sh", "-c", "exec busybox httpd -f -p $PORT -h /www"]
            FROM site AS hungry
            RUN tail /dev/zero
            """;

    /// Another one each time, so that no step comes out of the builder's cache.
    private static final String GREETING = "hello from build " + UUID.randomUUID();

    @TempDir
    private static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void servesAnUploadedFolderAsASite() throws Exception {
        var site = new Build(
                BuildMethod.STATIC_SITE, null, null, null, null, new RelativePath("dist"), true, null, null, null);
        var application = installation.create(
                CreateApplication.of(new Name("site"), new Source.Archive()).builtBy(site));
        var content = Files.createDirectories(folder.resolve("content/dist"));
        Files.writeString(content.resolve("index.html"), "<h1>Ashore</h1>");
        Files.writeString(content.resolve("404.html"), "no fallback");
        Files.writeString(content.resolveSibling("private.txt"), "not published");
        var archive = folder.resolve("site.tar.gz");
        run(folder.resolve("content"), "tar", "-czf", archive.toString(), ".");

        assertRefused(
                409, "Nothing was uploaded for this application yet", () -> installation.startDeployment(application));
        var noArchive = Files.writeString(folder.resolve("noise"), "#!/bin/sh");
        assertRefused(422, "no tar, tar.gz or zip", () -> upload(application, noArchive));
        var checksum = sha256(archive);
        assertThat(upload(application, archive)).isEqualTo(checksum);
        var deployed = installation.deployed(application);

        assertThat(installation.log(deployed.id())).anyMatch(line -> line.endsWith("sha256 " + checksum));
        assertThat(installation.get("site", "/").body()).endsWith("<h1>Ashore</h1>");
        assertThat(installation.get("site", "/some/page").status()).isEqualTo(200);
        assertThat(installation.get("site", "/some/page").body()).endsWith("<h1>Ashore</h1>");
        assertThat(installation.get("site", "/private.txt").body()).doesNotContain("not published");
        assertThat(installation.server().state().resolve("archives")).isDirectoryContaining(file -> true);
    }

    @Test
    void buildsAPrivateRepositoryWithASecretThatStaysOne() throws Exception {
        var repository = new SampleRepository("crash-loop", folder.resolve("private"));
        repository.change("app.dockerfile", DOCKERFILE);
        try (var ssh = new GitSshServer(folder)) {
            var host = new GitHost("127.0.0.1:" + ssh.port());
            var credential = installation
                    .client()
                    .call(
                            CredentialRows.CREATE,
                            new CreateCredential(new Name("deploy"), host, new GitLogin.Ssh(null, null)));
            ssh.allow(String.valueOf(credential.publicKey()));
            var source = new Source.Git(ssh.url("/private"), null, null).with(new CredentialRef("deploy"));
            var application = installation.create(
                    CreateApplication.of(new Name("private"), source).builtBy(build("site", null)));
            installation.set(application, "NPM_TOKEN", SECRET);

            var deployed = installation.deployed(application);

            assertThat(installation.get("private", "/").body()).contains(GREETING);
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8)));
            assertThat(installation.get("private", "/digest").body()).contains(digest);
            var log = String.join("\n", installation.log(deployed.id()));
            assertThat(log)
                    .contains("the token is ****", "Build secrets: NPM_TOKEN")
                    .doesNotContain(SECRET);
            assertStaysOutOfTheImage(application, digest);
            assertThat(installation.server().log()).doesNotContain(SECRET);

            assertPinnedAndKept(application, host);
            runsOutOfMemoryAndSaysSo(application);
        }
    }

    private void assertStaysOutOfTheImage(ApplicationRef application, String digest) throws Exception {
        var id = installation
                .client()
                .call(ApplicationRows.GET, new ApplicationInput(application))
                .id()
                .toString();
        var image = "skerry-app/%s:1".formatted(id.substring(id.length() - 12));
        assertThat(run(folder, "docker", "history", "--no-trunc", image))
                .contains("GREETING")
                .doesNotContain(SECRET);
        assertThat(run(folder, "docker", "inspect", image)).doesNotContain(SECRET);
        var saved = folder.resolve("image.tar");
        run(folder, "docker", "save", "--output", saved.toString(), image);
        var everything = Files.readString(saved, StandardCharsets.ISO_8859_1);
        assertThat(everything).contains(digest).doesNotContain(SECRET);
    }

    private void assertPinnedAndKept(ApplicationRef application, GitHost host) {
        var named = new CredentialInput(new CredentialRef("deploy"));
        var seen = installation.client().call(CredentialRows.GET, named);
        assertThat(seen.hostKeys())
                .singleElement()
                .asString()
                .startsWith("[127.0.0.1]:")
                .contains(" ssh-ed25519 ");
        assertThat(Json.MAPPER.writeValueAsString(seen)).doesNotContain("PRIVATE KEY");
        assertRefused(
                409,
                "is used by default.production.private",
                () -> installation.client().call(CredentialRows.DELETE, named));
        var elsewhere = new Source.Git(new GitUrl("ssh://git@git.example.org/private"), null, null)
                .with(new CredentialRef("deploy"));
        assertRefused(
                400, "is for SSH on %s and is not sent to".formatted(host), () -> update(application, elsewhere, null));
        assertRefused(
                409, "is not deployed from archives", () -> upload(application, folder.resolve("private/README.md")));
    }

    private void runsOutOfMemoryAndSaysSo(ApplicationRef application) {
        update(application, null, build("hungry", new MemorySize("48m")));

        var failed = installation.deploy(application);

        assertThat(failed.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(failed.error())
                .contains("tail /dev/zero", "ran out of memory")
                .doesNotContain(SECRET);
        assertThat(installation.get("private", "/").body()).contains(GREETING);
    }

    private static Build build(String stage, @Nullable MemorySize memory) {
        return new Build(
                BuildMethod.DOCKERFILE,
                null,
                new RelativePath("app.dockerfile"),
                new StageName(stage),
                Map.of(new VariableName("GREETING"), new BuildArgument(GREETING)),
                null,
                null,
                List.of(new VariableName("NPM_TOKEN")),
                memory,
                null);
    }

    private static void update(ApplicationRef application, @Nullable Source source, @Nullable Build build) {
        installation
                .client()
                .call(
                        ApplicationRows.UPDATE,
                        new UpdateApplication(
                                application, null, source, build, null, null, null, null, null, null, null));
    }

    /// @return the checksum the server tells
    private static String upload(ApplicationRef application, Path file) throws IOException {
        var input = Json.MAPPER.createObjectNode().put("application", application.value());
        return installation
                .client()
                .upload(SourceRows.UPLOAD, input, file)
                .path("sha256")
                .asString();
    }

    private static void assertRefused(int status, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining(message);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output;
        try (InputStream stream = process.getInputStream()) {
            output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
