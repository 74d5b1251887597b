package dev.skerry.git;

import static dev.skerry.git.GitClientTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.CommitId;
import dev.skerry.kernel.Cancellation;
import dev.skerry.untrusted.AddressPolicy;
import dev.skerry.untrusted.FolderLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs that would fill the heap.
class BoundedPackTest {
    private static final int LARGE = 9 << 20;
    private static final PackBounds GENEROUS = new PackBounds(32L << 20, 10_000);

    @TempDir
    Path temporary;

    private TestRepository repository;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = TestRepository.create(temporary.resolve("git/app"));
    }

    @Test
    void readsDifferencesOfLargeFilesInPieces() throws IOException {
        var commit = twoLargeFilesThatDifferLittle();

        checkout(commit, GENEROUS);

        for (var name : List.of("one", "two")) {
            assertThat(temporary.resolve("work/out").resolve(name))
                    .hasSameBinaryContentAs(repository.folder().resolve(name));
        }
    }

    @Test
    void resolvesDifferencesOnlyWhereTheHeapHasRoom() throws IOException {
        var commit = twoLargeFilesThatDifferLittle();
        var heap = Runtime.getRuntime().maxMemory();

        assertFails(
                () -> checkout(commit, new PackBounds(heap, 10_000)),
                ErrorCode.TOO_LARGE,
                "needs more memory than this server has");
        assertThat(temporary.resolve("work")).isEmptyDirectory();
        // The next one is not kept waiting by the one that failed.
        checkout(commit, GENEROUS);
    }

    @Test
    void stopsAtObjectsThatAreTooLarge() throws IOException {
        var commit = twoLargeFilesThatDifferLittle();

        assertFails(
                () -> checkout(commit, new PackBounds(LARGE / 2, 10_000)),
                ErrorCode.TOO_LARGE,
                "holds an object this server has no room for");
        assertThat(temporary.resolve("work")).isEmptyDirectory();
    }

    @Test
    void stopsAtMoreObjectsThanItHasMemoryFor() throws IOException {
        var commit = repository.file("a", "1").file("b", "2").commit("two files");

        assertFails(
                () -> checkout(commit, new PackBounds(32L << 20, 3)),
                ErrorCode.TOO_LARGE,
                "more than the 3 objects this server has memory for");
        checkout(commit, new PackBounds(32L << 20, 4));
    }

    @Test
    void stopsAtFoldersThatAreHeldAllAtOnce() throws IOException {
        var blob = repository.blob("x");
        var tree = repository.tree("100644 blob " + blob + "\tfile");
        for (var level = 0; level < 6; level++) {
            var lines = new String[30_000];
            lines[0] = "040000 tree " + tree + "\t0";
            for (var number = 1; number < lines.length; number++) {
                lines[number] = "100644 blob " + blob + "\t" + "n".repeat(120) + number;
            }
            tree = repository.tree(lines);
        }
        var commit = repository.commitOf(tree);

        assertFails(() -> checkout(commit, GENEROUS), ErrorCode.TOO_LARGE, "has no room for");
    }

    /// In one pack, the second as its difference from the first.
    private CommitId twoLargeFilesThatDifferLittle() throws IOException {
        var content = new byte[LARGE];
        new Random(7).nextBytes(content);
        Files.write(repository.folder().resolve("one"), content);
        content[LARGE / 2] ^= 1;
        Files.write(repository.folder().resolve("two"), content);
        var commit = repository.commit("large");
        repository.git("repack", "-a", "-d", "-f", "--quiet");
        assertThat(repository.git("count-objects", "-v")).anyMatch(line -> line.matches("size-pack: 9\\d{3}"));
        return commit;
    }

    private void checkout(CommitId commit, PackBounds bounds) {
        var config = new GitConfig(
                AddressPolicy.PUBLIC_ONLY,
                List.of(temporary.resolve("git")),
                FolderLimits.DEFAULT,
                Duration.ofSeconds(5));
        new GitClient(config, bounds)
                .checkout(
                        repository.url(),
                        ResolvedRef.of(commit),
                        temporary.resolve("work/out"),
                        new CheckoutOptions(false, false),
                        new GitCall(
                                new GitCredential.None(),
                                Duration.ofMinutes(2),
                                Cancellation.never(),
                                GitProgress.silent()));
    }
}
