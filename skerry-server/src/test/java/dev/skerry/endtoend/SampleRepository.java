package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Git repository made of one of the samples, by the real git.
final class SampleRepository {
    private static final Path SAMPLES =
            Path.of("..", "samples").toAbsolutePath().normalize();
    private final Path folder;

    /// A repository with the sample's files in its first commit.
    SampleRepository(String sample, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        copy(SAMPLES.resolve(sample), folder);
        git("init", "--quiet", "--initial-branch", "main");
        commit("The sample " + sample);
    }

    String url() {
        return "file://" + folder;
    }

    Path folder() {
        return folder;
    }

    /// Changes a file and commits it.
    String change(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
        return commit("Change " + file);
    }

    /// Adds to the end of a file and commits it.
    String append(String file, String content) throws IOException {
        return change(file, Files.readString(folder.resolve(file)) + content);
    }

    /// Has the files of a sample and no others, as its newest commit.
    void become(String sample) throws IOException {
        clear();
        copy(SAMPLES.resolve(sample), folder);
        commit("The sample " + sample);
    }

    /// Has one file and no other, as its newest commit.
    void becomeFile(String file, String content) throws IOException {
        clear();
        change(file, content);
    }

    /// Takes a file away and commits that.
    void delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
        commit("Delete " + file);
    }

    private void clear() {
        git("rm", "-r", "--quiet", "--force", "--ignore-unmatch", ".");
    }

    private String commit(String message) {
        git("add", "--all");
        git(
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.org",
                "commit",
                "--quiet",
                "--allow-empty",
                "--message",
                message);
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
