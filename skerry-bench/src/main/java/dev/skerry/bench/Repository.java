package dev.skerry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Git repository with the sample `notes`, its web process alone.
final class Repository {
    private final Path folder;

    Repository(Path sample, Path folder) {
        this.folder = folder;
        try {
            copy(sample, folder);
            // The baseline is one service of one image, so the subject is, too.
            Files.deleteIfExists(folder.resolve("Procfile"));
        } catch (IOException e) {
            throw new IllegalStateException("cannot copy %s to %s".formatted(sample, folder), e);
        }
        git("init", "--quiet", "--initial-branch", "main");
        commit();
    }

    Path folder() {
        return folder;
    }

    String url() {
        return "file://" + folder;
    }

    /// Changes one source file and commits it, as a developer does before each deployment.
    String change(String content) {
        try {
            Files.writeString(folder.resolve("src/change.js"), "export const change = '%s';%n".formatted(content));
        } catch (IOException e) {
            throw new IllegalStateException("cannot change a file in " + folder, e);
        }
        return commit();
    }

    private String commit() {
        git("add", "--all");
        git("-c", "user.name=Bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "--message", "Change");
        return git("rev-parse", "HEAD").getFirst();
    }

    private List<String> git(String... arguments) {
        var all = new ArrayList<>(List.of("-C", folder.toString()));
        all.addAll(List.of(arguments));
        return Program.lines("git", all.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
