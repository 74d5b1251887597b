package dev.skerry.cli.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real folders, read back by the machine's own tar, and compared with what its own Git leaves in.
class PackedFolderTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(temporary.resolve("app"));
    }

    @Test
    void packsFilesAsTheyAreBelowOneTopFolder() throws Exception {
        write("readme.md", "hello");
        write("bin/run", "#!/bin/sh");
        Files.setPosixFilePermissions(folder.resolve("bin/run"), PosixFilePermissions.fromString("rwxr-x---"));
        write("long/" + "n".repeat(120) + "/ü.txt", "unicode");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("bin/run"));
        Files.createSymbolicLink(folder.resolve("bin/up"), Path.of("../readme.md"));
        Files.createDirectory(folder.resolve("empty"));

        var out = unpacked();

        assertThat(out.resolve("readme.md")).hasContent("hello");
        assertThat(out.resolve("long/" + "n".repeat(120) + "/ü.txt")).hasContent("unicode");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("bin/run"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(Files.readSymbolicLink(out.resolve("link"))).hasToString("bin/run");
        assertThat(out.resolve("bin/up")).hasContent("hello");
        assertThat(out.resolve("empty")).doesNotExist();
    }

    @Test
    void makesTheSameBytesOfTheSameFiles() throws IOException {
        write("b", "2");
        write("a/c", "1");
        var first = bytes();
        var other = Files.createDirectory(temporary.resolve("other"));
        Files.createDirectory(other.resolve("a"));
        Files.writeString(other.resolve("a/c"), "1");
        Files.setLastModifiedTime(other.resolve("a/c"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        Files.writeString(other.resolve("b"), "2");

        folder = other;
        assertThat(bytes()).isEqualTo(first);
    }

    @Test
    void neverSendsSecretsHistoryOrModules() throws IOException {
        write("app.js", "");
        for (var never : List.of(
                ".env",
                ".env.local",
                "deep/.env.production",
                ".git/config",
                "node_modules/x/index.js",
                "a/node_modules/y")) {
            write(never, "secret");
        }
        write(".env.example", "KEY=");
        write(".gitignore", "!.env\n!node_modules\n");

        try (var packed = PackedFolder.of(folder)) {
            assertThat(Listing.of(folder).files())
                    .extracting(Path::toString)
                    .containsExactly(".env.example", ".gitignore", "app.js");
            assertThat(packed.files()).isEqualTo(3);
            assertThat(packed.secrets()).containsExactly(".env", ".env.local", "deep/.env.production");
        }
    }

    @Test
    void leavesOutWhatLeadsOut() throws Exception {
        write("a", "");
        Files.writeString(temporary.resolve("outside"), "secret");
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("absolute"), temporary.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));
        Files.createSymbolicLink(folder.resolve("sub/up"), Path.of("../../outside"));
        Files.createSymbolicLink(folder.resolve("sub/within"), Path.of("../a"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        assertThat(run(temporary, "mkfifo", folder.resolve("pipe").toString())).isEmpty();

        var listing = Listing.of(folder);

        assertThat(listing.files()).extracting(Path::toString).containsExactly("a", "dangling", "sub/within");
        assertThat(listing.strangers()).containsExactly("absolute", "etc", "pipe", "sub/up");
    }

    @Test
    void staysInsideAFolderThatIsReachedByALink() throws IOException {
        write("a", "");
        Files.createSymbolicLink(temporary.resolve("alias"), folder);
        Files.createSymbolicLink(folder.resolve("self"), Path.of("."));

        assertThat(Listing.of(temporary.resolve("alias")).files())
                .extracting(Path::toString)
                .containsExactly("a", "self");
    }

    @Test
    void honoursTheRulesOfTheRepositoryAround() throws IOException {
        Files.createDirectory(temporary.resolve(".git"));
        Files.writeString(temporary.resolve(".gitignore"), "*.log\n/app/out\n");
        write("a.log", "");
        write("out/x", "");
        write("keep.log", "");
        write(".gitignore", "!keep.log\n");

        assertThat(Listing.of(folder).files()).extracting(Path::toString).containsExactly(".gitignore", "keep.log");
    }

    @Test
    void letsNothingInAgainBelowAFolderThatIsLeftOut() throws IOException {
        write("out/keep", "");
        write(".gitignore", "out/\n!out/keep\n");

        assertThat(Listing.of(folder).files()).extracting(Path::toString).containsExactly(".gitignore");
    }

    @Test
    void noticesAFileThatBecameShorter() throws IOException {
        try (var tar = new TarWriter(new ByteArrayOutputStream())) {
            Assertions.assertThatThrownBy(() ->
                            tar.file("a", 5, false, new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8))))
                    .hasMessage("'a' changed while it was packed; try again");
        }
    }

    /// Folders and rules by chance, from few letters so that they meet; the same each time.
    @Test
    void leavesInWhatGitLeavesIn() throws Exception {
        assumeThat(Path.of("/usr/bin/git")).exists();
        var random = new Random(20261121);
        for (var round = 0; round < 25; round++) {
            folder = Files.createDirectory(temporary.resolve("round" + round));
            run(folder, "git", "init", "-q");
            for (var i = 0; i < 40; i++) {
                tryWrite(path(random), "");
            }
            for (var name : List.of("", "a/", "b/", "a/b/")) {
                if (Files.isDirectory(folder.resolve(name))) {
                    tryWrite(name + ".gitignore", rules(random));
                }
            }
            var git = run(folder, "git", "-c", "core.quotePath=false", "ls-files", "-co", "--exclude-standard", "-z");

            assertThat(Listing.of(folder).files())
                    .as("round %d in %s", round, folder)
                    .extracting(Path::toString)
                    .containsExactlyInAnyOrder(git.isEmpty() ? new String[0] : git.split("\0"));
        }
    }

    private static String path(Random random) {
        var path = new StringBuilder();
        for (var depth = random.nextInt(4); depth >= 0; depth--) {
            path.append(name(random, List.of("a", "b", "ab", "a1", "b-", "B", "ä")));
            path.append(depth == 0 ? "" : "/");
        }
        return path.toString();
    }

    private static String rules(Random random) {
        var rules = new StringBuilder();
        for (var i = 0; i < 5; i++) {
            rules.append(random.nextInt(4) == 0 ? "!" : "").append(random.nextInt(4) == 0 ? "/" : "");
            for (var depth = random.nextInt(3); depth >= 0; depth--) {
                rules.append(name(
                        random,
                        List.of("a", "b", "*", "**", "?", "a*", "[ab]", "[!a]*", "*[0-9]", "ä", "[[:upper:]]", "\\a")));
                rules.append(depth == 0 ? "" : "/");
            }
            rules.append(random.nextInt(4) == 0 ? "/" : "").append('\n');
        }
        return rules.toString();
    }

    private static String name(Random random, List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private void tryWrite(String path, String content) throws IOException {
        for (var at = Path.of(path); at != null; at = at.getParent()) {
            var isTaken = at.equals(Path.of(path))
                    ? Files.exists(folder.resolve(at))
                    : Files.isRegularFile(folder.resolve(at));
            if (isTaken) {
                return;
            }
        }
        write(path, content);
    }

    private void write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private byte[] bytes() throws IOException {
        try (var packed = PackedFolder.of(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(packed.file())))
                    .isEqualTo("rw-------");
            return Files.readAllBytes(packed.file());
        }
    }

    private Path unpacked() throws Exception {
        var out = Files.createDirectory(temporary.resolve("out"));
        try (var packed = PackedFolder.of(folder)) {
            run(out, "tar", "-xzf", packed.file().toString());
        }
        assertThat(out.resolve("source")).isDirectory();
        return out.resolve("source");
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
