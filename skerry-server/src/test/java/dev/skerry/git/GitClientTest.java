package dev.skerry.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressPolicy;
import dev.skerry.untrusted.FolderLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitClientTest {
    @TempDir
    Path temporary;

    private TestRepository repository;
    private GitClient client;
    private Path out;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = TestRepository.create(temporary.resolve("git/app"));
        client = new GitClient(config(FolderLimits.DEFAULT));
        out = temporary.resolve("out/checkout");
    }

    @Test
    void resolvesBranchesTagsAndCommits() throws IOException {
        var first = repository.file("a", "1").commit("first");
        repository.git("tag", "light");
        repository.git("tag", "--annotate", "--message=x", "v1.0");
        var second = repository.file("a", "2").commit("second");
        repository.git("branch", "feature/x");

        assertThat(resolve("HEAD")).isEqualTo(new ResolvedRef(second, ResolvedRef.Kind.BRANCH, "refs/heads/main"));
        assertThat(resolve("main")).isEqualTo(new ResolvedRef(second, ResolvedRef.Kind.BRANCH, "refs/heads/main"));
        assertThat(resolve("feature/x").name()).isEqualTo("refs/heads/feature/x");
        assertThat(resolve("refs/heads/main").commit()).isEqualTo(second);
        assertThat(resolve("light")).isEqualTo(new ResolvedRef(first, ResolvedRef.Kind.TAG, "refs/tags/light"));
        assertThat(resolve("v1.0")).isEqualTo(new ResolvedRef(first, ResolvedRef.Kind.TAG, "refs/tags/v1.0"));
        assertThat(resolve(first.value())).isEqualTo(ResolvedRef.of(first));
        assertThat(resolve(second.abbreviated())).isEqualTo(ResolvedRef.of(second));
    }

    @Test
    void findsAnAbbreviatedCommitThatNoNamePointsTo() throws IOException {
        var buried = repository.file("a", "1").commit("buried");
        repository.file("a", "2").commit("above");

        assertThat(resolve(buried.abbreviated())).isEqualTo(ResolvedRef.of(buried));
        assertFails(() -> resolve("0000000"), ErrorCode.UNPROCESSABLE, "No commit of");
    }

    @Test
    void saysWhichBranchesThereAre() throws IOException {
        repository.file("a", "1").commit("first");
        repository.git("branch", "develop");

        assertFails(
                () -> resolve("master"),
                ErrorCode.UNPROCESSABLE,
                "There is no branch or tag 'master'",
                "develop, main",
                "Check the name");
    }

    @Test
    void saysThatARepositoryIsEmpty() {
        assertFails(() -> resolve("main"), ErrorCode.UNPROCESSABLE, "is empty");
    }

    @Test
    void writesExactlyTheFilesOfTheCommit() throws IOException {
        Files.createDirectories(repository.folder().resolve("bin"));
        repository.file(".gitattributes", "* text=auto eol=crlf ident\n").file("bin/run", "#!/bin/sh\n");
        repository.file("crlf.txt", "a\r\nb\n$Id$\n").file("deep/er/file", "x").file("\u00fc.txt", "unicode");
        assertThat(repository.folder().resolve("bin/run").toFile().setExecutable(true))
                .isTrue();
        Files.createSymbolicLink(repository.folder().resolve("link"), Path.of("deep/er"));
        var first = repository.commit("Add files\n\nwith a body");
        repository.file("later", "not yet").commit("later");

        var report = checkout(ResolvedRef.of(first), CheckoutOptions.FILES_ONLY);

        assertThat(names(out))
                .containsExactlyInAnyOrder(
                        ".gitattributes",
                        "bin",
                        "bin/run",
                        "crlf.txt",
                        "deep",
                        "deep/er",
                        "deep/er/file",
                        "link",
                        "\u00fc.txt");
        assertThat(Files.readString(out.resolve("crlf.txt"))).isEqualTo("a\nb\n$Id$\n");
        assertThat(out.resolve("bin/run")).isExecutable();
        assertThat(out.resolve("link/file")).hasContent("x");
        assertThat(report.commit()).isEqualTo(first);
        assertThat(report.subject()).isEqualTo("Add files");
        assertThat(report.author()).isEqualTo("Ada");
        assertThat(report.repositories().getFirst().files()).isEqualTo(6);
        assertThat(report.warnings()).isEmpty();
        assertThat(names(temporary.resolve("out"))).noneMatch(name -> name.startsWith(".git-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "v1", "light"})
    void checksOutWhatAnyNameStoodFor(String name) throws IOException {
        repository.file("a", "1").commit("first");
        repository.git("tag", "light");
        repository.git("tag", "--annotate", "--message=x", "v1");

        checkout(resolve(name), CheckoutOptions.FILES_ONLY);

        assertThat(out.resolve("a")).hasContent("1");
    }

    @Test
    void staysWithTheCommitWhenTheBranchMovesOn() throws IOException {
        repository.file("a", "1").commit("first");
        var resolved = resolve("main");
        repository.file("a", "2").commit("second");

        checkout(resolved, CheckoutOptions.FILES_ONLY);

        assertThat(out.resolve("a")).hasContent("1");
    }

    @Test
    void leavesARepositoryGitCanReadWhenAsked() throws IOException {
        var commit = repository.file("a", "1").commit("first");
        repository.file("a", "2").commit("second");

        checkout(resolve("main"), new CheckoutOptions(false, true));

        var kept = new TestRepository(out);
        assertThat(kept.head()).isEqualTo(repository.head()).isNotEqualTo(commit);
        assertThat(kept.git("status", "--porcelain")).isEmpty();
        assertThat(kept.git("log", "--oneline")).hasSize(1);
        assertThat(kept.git("remote")).isEmpty();
    }

    @Test
    void saysThatACommitIsNotThereAndLeavesNothing() throws IOException {
        repository.file("a", "1").commit("first");

        assertFails(
                () -> checkout(ResolvedRef.of(new CommitId("1".repeat(40))), CheckoutOptions.FILES_ONLY),
                ErrorCode.UNPROCESSABLE,
                "There is no commit 1111111");
        assertThat(temporary.resolve("out")).isEmptyDirectory();
    }

    @Test
    void warnsOfPointersToLargeFileStorage() throws IOException {
        repository
                .file("big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
                .commit("x");
        var told = new ArrayList<String>();
        var progress = new GitProgress() {
            @Override
            public void warned(String message) {
                told.add(message);
            }
        };

        var report = client.checkout(
                repository.url(),
                resolve("main"),
                out,
                CheckoutOptions.FILES_ONLY,
                new GitCall(new GitCredential.None(), Duration.ofSeconds(30), Cancellation.never(), progress));

        assertThat(report.warnings()).hasSize(1).isEqualTo(told);
        assertThat(told.getFirst()).contains("'big.bin' is a pointer to Git LFS");
    }

    @Test
    void stopsAtTheBoundsOfACheckout() throws IOException {
        repository.file("a", "x".repeat(10_000)).file("b", "1").file("c", "1").commit("big");
        var main = resolve("main");

        client = new GitClient(config(new FolderLimits(5_000, 100, 10)));
        assertFails(() -> checkout(main, CheckoutOptions.FILES_ONLY), ErrorCode.TOO_LARGE, "more than 5000 bytes");
        client = new GitClient(config(new FolderLimits(50_000, 2, 10)));
        assertFails(() -> checkout(main, CheckoutOptions.FILES_ONLY), ErrorCode.TOO_LARGE, "more than 2 files");
        assertThat(temporary.resolve("out")).isEmptyDirectory();
    }

    @Test
    void readsLocalFoldersOnlyBelowTheirRoots() throws IOException {
        var outside = TestRepository.create(temporary.resolve("outside/secret"));
        outside.file("a", "1").commit("x");
        Files.createSymbolicLink(temporary.resolve("git/door"), outside.folder());
        var urls = List.of(
                outside.url(),
                new GitUrl("file://" + temporary.resolve("git/door")),
                new GitUrl("file://" + temporary.resolve("git/missing")),
                new GitUrl("file:///etc"));

        for (var url : urls) {
            assertFails(
                    () -> client.resolve(url, GitRef.HEAD, call()),
                    ErrorCode.UNPROCESSABLE,
                    "is not a folder below one that file:// may read");
        }
    }

    private ResolvedRef resolve(String name) {
        return client.resolve(repository.url(), new GitRef(name), call());
    }

    private CheckoutReport checkout(ResolvedRef ref, CheckoutOptions options) {
        return client.checkout(repository.url(), ref, out, options, call());
    }

    private GitConfig config(FolderLimits limits) {
        return new GitConfig(
                AddressPolicy.PUBLIC_ONLY, List.of(temporary.resolve("git")), limits, Duration.ofSeconds(5));
    }

    private static GitCall call() {
        return new GitCall(
                new GitCredential.None(), Duration.ofSeconds(30), Cancellation.never(), GitProgress.silent());
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    static void assertFails(ThrowingCallable work, ErrorCode code, String... said) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        SkerryException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .message()
                .contains(said);
    }
}
