package dev.skerry.git;

import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.Cancellation;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// A repository made by the real `git`, as a developer has one: a work folder that others clone from.
record TestRepository(Path folder) {
    static TestRepository create(Path folder) throws IOException {
        Files.createDirectories(folder);
        var repository = new TestRepository(folder);
        repository.git("init", "--quiet", "--initial-branch=main");
        repository.git("config", "uploadpack.allowFilter", "true");
        return repository;
    }

    GitUrl url() {
        return new GitUrl("file://" + folder);
    }

    TestRepository file(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    CommitId commit(String message) {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", message);
        return head();
    }

    CommitId head() {
        return new CommitId(git("rev-parse", "HEAD").getFirst());
    }

    /// A commit of exactly these `git mktree` lines, on a branch of its own.
    CommitId commitTree(String... lines) throws IOException {
        return commitOf(tree(lines));
    }

    CommitId commitOf(String tree) {
        var commit = git("commit-tree", "-m", "hostile", tree).getFirst();
        git("update-ref", "refs/heads/hostile-" + commit, commit);
        return new CommitId(commit);
    }

    /// A tree of `git mktree` lines: mode, type, id, a tab and the name.
    String tree(String... lines) throws IOException {
        var list = Files.writeString(folder.resolve(".git/tree.list"), String.join("\n", lines) + "\n");
        var command = Command.of("sh", "-c", "git mktree --missing < \"$1\"", "sh", list.toString());
        return Processes.output(environment(command), Duration.ofSeconds(30), Cancellation.never())
                .getFirst();
    }

    /// A tree of raw entries, which may be such as `git mktree` would refuse.
    String rawTree(byte[]... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var entry : entries) {
            bytes.write(entry);
        }
        var file = Files.write(folder.resolve(".git/tree.raw"), bytes.toByteArray());
        return git("hash-object", "-t", "tree", "-w", "--literally", file.toString())
                .getFirst();
    }

    /// One entry as it stands in a tree object.
    static byte[] entry(String mode, String name, String id) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write((mode + " " + name).getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        bytes.write(HexFormat.of().parseHex(id));
        return bytes.toByteArray();
    }

    String blob(String content) throws IOException {
        var file = Files.writeString(folder.resolve(".git/blob.content"), content);
        return git("hash-object", "-w", file.toString()).getFirst();
    }

    List<String> git(String... arguments) {
        return Processes.output(
                environment(Command.of("git", arguments)), Duration.ofSeconds(60), Cancellation.never());
    }

    private Command environment(Command command) {
        return command.in(folder)
                .environment("GIT_CONFIG_GLOBAL", "/dev/null")
                .environment("GIT_CONFIG_SYSTEM", "/dev/null")
                .environment("GIT_AUTHOR_NAME", "Ada")
                .environment("GIT_AUTHOR_EMAIL", "ada@example.org")
                .environment("GIT_COMMITTER_NAME", "Ada")
                .environment("GIT_COMMITTER_EMAIL", "ada@example.org")
                .environment("GIT_ALLOW_PROTOCOL", "file");
    }
}
