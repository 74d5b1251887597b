package dev.skerry.git;

import static dev.skerry.git.GitClientTest.assertFails;
import static dev.skerry.git.GitClientTest.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.CommitId;
import dev.skerry.kernel.Cancellation;
import dev.skerry.untrusted.AddressPolicy;
import dev.skerry.untrusted.FolderLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRepositoryTest {
    @TempDir
    Path temporary;

    private TestRepository repository;
    private GitClient client;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = TestRepository.create(temporary.resolve("git/app"));
        client = new GitClient(new GitConfig(
                AddressPolicy.PUBLIC_ONLY,
                List.of(temporary.resolve("git")),
                FolderLimits.DEFAULT,
                Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "x/../../outside", "..", "self/../.."})
    void refusesLinksThatLeadOut(String target) throws IOException {
        var link = repository.blob(target);
        var self = repository.blob(".");
        var commit = repository.commitTree("120000 blob " + link + "\tlink", "120000 blob " + self + "\tself");

        assertRefused(commit, "'link' is a link");
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", ".Git", "..", ".", "git~1"})
    void refusesNamesThatAreNotFiles(String name) throws IOException {
        var hook = repository.blob("#!/bin/sh\ntouch /tmp/skerry-was-here\n");
        var inner = repository.tree("100755 blob " + hook + "\tpost-checkout");
        var commit = raw("40000", name, inner);

        assertRefused(commit, "Git itself would refuse");
    }

    @Test
    void refusesPathsInsideOneName() throws IOException {
        var blob = repository.blob("x");

        assertRefused(raw("100644", "../../escaped", blob), "Git itself would refuse");
        assertRefused(raw("100644", "/etc/escaped", blob), "Git itself would refuse");
    }

    @Test
    void refusesOneNameThatIsBothLinkAndFolder() throws IOException {
        var link = repository.blob("/tmp");
        var inner = repository.tree("100644 blob " + repository.blob("x") + "\tescaped");
        var tree = repository.rawTree(
                TestRepository.entry("120000", "door", link), TestRepository.entry("40000", "door", inner));

        assertRefused(repository.commitOf(tree), "Git itself would refuse");
    }

    @Test
    void refusesNamesNoFileSystemHolds() throws IOException {
        var blob = repository.blob("x");

        assertRefused(repository.commitTree("100644 blob " + blob + "\t" + "n".repeat(300)), "longer than 255 bytes");
        assertRefused(raw("100644", "line\nbreak", blob), "control characters");
    }

    @Test
    void refusesTreesWithoutBottom() throws IOException {
        var tree = repository.tree("100644 blob " + repository.blob("x") + "\tfile");
        for (var i = 0; i < 100; i++) {
            tree = repository.tree("040000 tree " + tree + "\td");
        }

        assertRefused(repository.commitOf(tree), "more than 64 folders deep");
    }

    @Test
    void boundsTreesThatMultiply() throws IOException {
        var tree = repository.tree("100644 blob " + repository.blob("x") + "\tfile");
        for (var level = 0; level < 8; level++) {
            var lines = new String[10];
            for (var i = 0; i < lines.length; i++) {
                lines[i] = "040000 tree " + tree + "\td" + i;
            }
            tree = repository.tree(lines);
        }
        client = new GitClient(new GitConfig(
                AddressPolicy.PUBLIC_ONLY,
                List.of(temporary.resolve("git")),
                new FolderLimits(1_000_000, 500, 20),
                Duration.ofSeconds(5)));

        var bomb = repository.commitOf(tree);
        assertFails(() -> checkout(bomb, false), ErrorCode.TOO_LARGE, "more than 500 files");
        assertThat(temporary.resolve("work")).isEmptyDirectory();
    }

    @Test
    void runsNothingARepositoryAsksFor() throws IOException {
        var marker = temporary.resolve("was-here");
        repository.file(".gitattributes", "* filter=evil diff=evil\n").file("a", "1");
        repository.file(".gitmodules", "[submodule \"x\"]\npath = x\nurl = ../lib\nupdate = !touch " + marker + "\n");
        repository.file(".lfsconfig", "[lfs]\nurl = https://example.org\n");
        var commit = repository.commit("x");
        Files.writeString(
                repository.folder().resolve(".git/config"),
                "\n[filter \"evil\"]\nsmudge = touch %s\n[core]\nfsmonitor = touch %s\n".formatted(marker, marker),
                StandardOpenOption.APPEND);
        var hook = Files.writeString(repository.folder().resolve(".git/hooks/post-checkout"), "touch " + marker);
        assertThat(hook.toFile().setExecutable(true)).isTrue();

        checkout(commit, true);

        assertThat(temporary.resolve("work/out/a")).hasContent("1");
        assertThat(marker).doesNotExist();
    }

    @Test
    void fillsSubmodulesAtTheirCommitAndBelow() throws IOException {
        var inner = TestRepository.create(temporary.resolve("git/inner"));
        inner.file("deep", "inner").commit("inner");
        var lib = TestRepository.create(temporary.resolve("git/lib"));
        lib.file("code", "old");
        lib.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../inner", "inner");
        var pinned = lib.commit("pinned");
        repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../lib", "vendor/lib");
        var commit = repository.commit("app");
        lib.file("code", "new").commit("moved on");

        var report = checkout(commit, true);

        assertThat(names(temporary.resolve("work/out")))
                .containsExactlyInAnyOrder(
                        ".gitmodules",
                        "vendor",
                        "vendor/lib",
                        "vendor/lib/.gitmodules",
                        "vendor/lib/code",
                        "vendor/lib/inner",
                        "vendor/lib/inner/deep");
        assertThat(temporary.resolve("work/out/vendor/lib/code")).hasContent("old");
        assertThat(report.repositories())
                .extracting(CheckoutReport.Repository::path)
                .containsExactly("", "vendor/lib", "vendor/lib/inner");
        assertThat(report.repositories().get(1).commit()).isEqualTo(pinned);
    }

    @Test
    void leavesSubmodulesEmptyWhenNotAskedOrWithoutUrl() throws IOException {
        var commit = repository.commitTree("160000 commit " + "1".repeat(40) + "\tlib");

        assertThat(checkout(commit, false).warnings()).isEmpty();
        assertThat(temporary.resolve("work/out/lib")).isEmptyDirectory();
    }

    @Test
    void warnsOfSubmodulesWithoutUrl() throws IOException {
        var commit = repository.commitTree("160000 commit " + "1".repeat(40) + "\tlib");

        assertThat(checkout(commit, true).warnings())
                .containsExactly("'lib' is a submodule without a URL in .gitmodules and stays empty.");
    }

    @Test
    void stopsAtSubmodulesOfThemselves() throws IOException {
        var modules = repository.blob("[submodule \"x\"]\npath = x\nurl = ../app\n");
        var commit = new CommitId("0".repeat(40));
        for (var i = 0; i < 10; i++) {
            var link = i == 0 ? repository.commitOf(repository.rawTree()).value() : commit.value();
            commit = repository.commitTree("100644 blob " + modules + "\t.gitmodules", "160000 commit " + link + "\tx");
        }
        var bottomless = commit;

        assertFails(() -> checkout(bottomless, true), ErrorCode.TOO_LARGE, "more than 5 deep");
    }

    private void assertRefused(CommitId commit, String why) throws IOException {
        assertFails(() -> checkout(commit, false), ErrorCode.UNPROCESSABLE, why);
        assertThat(temporary.resolve("work")).isEmptyDirectory();
        assertThat(names(temporary)).noneMatch(name -> name.endsWith("escaped"));
    }

    private CheckoutReport checkout(CommitId commit, boolean submodules) {
        return client.checkout(
                repository.url(),
                ResolvedRef.of(commit),
                temporary.resolve("work/out"),
                new CheckoutOptions(submodules, false),
                new GitCall(
                        new GitCredential.None(), Duration.ofSeconds(30), Cancellation.never(), GitProgress.silent()));
    }

    /// A commit of one raw entry.
    private CommitId raw(String mode, String name, String id) throws IOException {
        return repository.commitOf(repository.rawTree(TestRepository.entry(mode, name, id)));
    }
}
