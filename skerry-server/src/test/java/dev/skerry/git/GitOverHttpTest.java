package dev.skerry.git;

import static dev.skerry.git.GitClientTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.Secret;
import dev.skerry.untrusted.AddressBlock;
import dev.skerry.untrusted.AddressPolicy;
import dev.skerry.untrusted.FolderLimits;
import dev.skerry.untrusted.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitOverHttpTest {
    private static final GitCredential NOBODY = new GitCredential.None();
    private static final GitCredential ADA = new GitCredential.Password("ada", new Secret("hunter2"));
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    private SmartHttpServer server;
    private TestRepository repository;
    private GitClient client;
    private CommitId first;
    private CommitId second;

    @BeforeEach
    void serve() throws IOException {
        server = new SmartHttpServer(temporary.resolve("git"));
        repository = TestRepository.create(temporary.resolve("git/app"));
        first = repository.file("a", "1").commit("first");
        second = repository.file("a", "2").commit("second");
        client = new GitClient(config(FolderLimits.DEFAULT, "127.0.0.0/8"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void checksOutAnExactCommitShallowly() throws IOException {
        var report = checkout(server.url("/app/.git"), ResolvedRef.of(first), NOBODY);

        assertThat(report.commit()).isEqualTo(first);
        assertThat(temporary.resolve("out/a")).hasContent("1");
        assertThat(server.logins()).containsOnly("-");
    }

    @Test
    void takesTheTipByNameOrTheHistoryWhereAServerGivesOutNamesOnly() throws IOException {
        server.speakOldProtocol();
        var url = server.url("/app/.git");
        var tip = resolve(url, NOBODY);

        checkout(url, tip, NOBODY);
        assertThat(temporary.resolve("out/a")).hasContent("2");
        assertThat(client.resolve(url, new GitRef(first.abbreviated()), call(NOBODY, LONG))
                        .commit())
                .isEqualTo(first);
        Folders.delete(temporary.resolve("out"));
        checkout(url, new ResolvedRef(first, ResolvedRef.Kind.BRANCH, "refs/heads/main"), NOBODY);
        assertThat(temporary.resolve("out/a")).hasContent("1");
    }

    @Test
    void logsInByPasswordOrToken() throws IOException {
        var url = server.url("/private/app/.git");

        assertThat(resolve(url, ADA).commit()).isEqualTo(second);
        assertThat(server.logins()).containsOnly(SmartHttpServer.LOGIN);
        assertThat(resolve(url, new GitCredential.Bearer(new Secret("hunter2"))).commit())
                .isEqualTo(second);
        checkout(url, ResolvedRef.of(second), ADA);
        assertThat(temporary.resolve("out/a")).hasContent("2");
    }

    @Test
    void saysThatTheLoginFailed() {
        var url = server.url("/private/app/.git");

        assertFails(() -> resolve(url, NOBODY), ErrorCode.UNPROCESSABLE, "did not accept the login", "credential");
        assertFails(
                () -> resolve(url, new GitCredential.Password("ada", new Secret("wrong"))),
                ErrorCode.UNPROCESSABLE,
                "did not accept the login");
        assertFails(
                () -> resolve(url, new GitCredential.DeployKey(new Secret("x"), List.of())),
                ErrorCode.UNPROCESSABLE,
                "the credential is an SSH key");
    }

    @Test
    void saysThatThereIsNoSuchRepository() {
        assertFails(
                () -> resolve(server.url("/nothing/here"), NOBODY),
                ErrorCode.UNPROCESSABLE,
                "There is no Git repository at http://127.0.0.1");
    }

    @Test
    void saysThatAServerCannotBeReached() {
        assertFails(
                () -> resolve(new GitUrl("http://127.0.0.1:1/x"), NOBODY), ErrorCode.UNAVAILABLE, "cannot be reached");
        assertFails(
                () -> resolve(new GitUrl("http://no-such-host.invalid/x"), NOBODY),
                ErrorCode.UNAVAILABLE,
                "no-such-host.invalid' is not found");
        assertFails(() -> resolve(server.url("/silent"), NOBODY), ErrorCode.UNAVAILABLE, "cannot be reached");
    }

    @Test
    void followsARedirectButTakesNoCredentialToAnotherHost() throws IOException {
        server.redirect("/old", "/private/app/.git");
        assertThat(resolve(server.url("/old"), ADA).commit()).isEqualTo(second);

        try (var other = new SmartHttpServer(temporary.resolve("git"))) {
            server.redirect("/moved", other.url("/private/app/.git").value());
            server.redirect("/public", other.url("/app/.git").value());

            assertFails(() -> resolve(server.url("/moved"), ADA), ErrorCode.UNPROCESSABLE, "did not accept the login");
            assertThat(resolve(server.url("/public"), ADA).commit()).isEqualTo(second);
            assertThat(other.logins()).isNotEmpty().containsOnly("-");
        }
    }

    @Test
    void followsNoRedirectToAnotherTransportNorInACircle() {
        server.redirect("/file", "file://" + repository.folder());
        server.redirect("/circle", "/circle");

        assertThatThrownBy(() -> resolve(server.url("/file"), NOBODY)).hasMessageContaining("could not be read");
        assertThatThrownBy(() -> resolve(server.url("/circle"), NOBODY)).hasMessageContaining("could not be read");
        assertThat(server.logins()).hasSizeLessThan(20);
    }

    @Test
    void connectsToPublicAddressesOnlyUnlessAllowed() {
        client = new GitClient(GitConfig.DEFAULT);
        for (var host : List.of("127.0.0.1", "localhost", "[::1]")) {
            var url = new GitUrl(server.url("/app/.git").value().replace("127.0.0.1", host));
            assertFails(() -> resolve(url, NOBODY), ErrorCode.UNPROCESSABLE, "is not a public address");
        }
        assertThat(server.logins()).isEmpty();
    }

    @Test
    void checksTheAddressOfARedirectToo() throws IOException {
        client = new GitClient(config(FolderLimits.DEFAULT, "127.0.0.1/32"));
        server.redirect("/metadata", "http://127.0.0.2/latest/meta-data");

        assertFails(
                () -> resolve(server.url("/metadata"), ADA),
                ErrorCode.UNPROCESSABLE,
                "'127.0.0.2' leads to 127.0.0.2, which is not a public address");
    }

    @Test
    void endsAtTheDeadline() {
        client = new GitClient(new GitConfig(allowed("127.0.0.0/8"), List.of(), FolderLimits.DEFAULT, LONG));
        var start = System.nanoTime();

        assertFails(
                () -> client.resolve(server.url("/silent"), GitRef.HEAD, call(NOBODY, Duration.ofMillis(500))),
                ErrorCode.DEADLINE_EXCEEDED,
                "did not end within");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void stopsAtOnceWhenCancelled() {
        client = new GitClient(new GitConfig(allowed("127.0.0.0/8"), List.of(), FolderLimits.DEFAULT, LONG));
        var cancellation = new Cancellation();
        Thread.startVirtualThread(() -> {
            Cancellation.never().sleep(Duration.ofMillis(300));
            cancellation.cancel("a newer push");
        });
        var start = System.nanoTime();

        assertThatThrownBy(() -> client.resolve(
                        server.url("/silent"),
                        GitRef.HEAD,
                        new GitCall(NOBODY, LONG, cancellation, GitProgress.silent())))
                .isInstanceOf(CancelledException.class)
                .hasMessage("a newer push");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void stopsInTheMiddleOfADownloadAndLeavesNothing() throws IOException {
        var commit = addNoise(2_000);
        var cancellation = new Cancellation();
        var seen = new ArrayList<Integer>();
        var progress = new GitProgress() {
            @Override
            public void received(int objects, int total) {
                seen.add(objects);
                cancellation.cancel("enough");
            }
        };

        assertThatThrownBy(() -> client.checkout(
                        server.url("/app/.git"),
                        ResolvedRef.of(commit),
                        temporary.resolve("work/out"),
                        CheckoutOptions.FILES_ONLY,
                        new GitCall(NOBODY, LONG, cancellation, progress)))
                .isInstanceOf(CancelledException.class);
        assertThat(seen).isNotEmpty();
        assertThat(temporary.resolve("work")).isEmptyDirectory();
    }

    @Test
    void boundsWhatIsDownloaded() throws IOException {
        var commit = addNoise(500);
        client = new GitClient(config(new FolderLimits(100_000, 10_000, 10), "127.0.0.0/8"));

        assertFails(
                () -> checkout(server.url("/app/.git"), ResolvedRef.of(commit), NOBODY),
                ErrorCode.TOO_LARGE,
                "100000 bytes");
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    private CommitId addNoise(int files) throws IOException {
        var random = new Random(1);
        for (var i = 0; i < files; i++) {
            repository.file("noise/" + i, Long.toString(random.nextLong(), 36).repeat(20) + random.nextLong());
        }
        return repository.commit("noise");
    }

    private ResolvedRef resolve(GitUrl url, GitCredential credential) {
        return client.resolve(url, GitRef.HEAD, call(credential, LONG));
    }

    private CheckoutReport checkout(GitUrl url, ResolvedRef ref, GitCredential credential) {
        return client.checkout(url, ref, temporary.resolve("out"), CheckoutOptions.FILES_ONLY, call(credential, LONG));
    }

    private static GitCall call(GitCredential credential, Duration deadline) {
        return new GitCall(credential, deadline, Cancellation.never(), GitProgress.silent());
    }

    private static AddressPolicy allowed(String block) {
        return new AddressPolicy(List.of(AddressBlock.parse(block)));
    }

    private static GitConfig config(FolderLimits limits, String block) {
        return new GitConfig(allowed(block), List.of(), limits, Duration.ofSeconds(2));
    }
}
