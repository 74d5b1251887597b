package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Takes out of a checkout what never enters a build, for tools that read no `.dockerignore`.
final class UnsentFiles {
    private static final String GIT = ".git";
    private static final String ENV = ".env";
    private static final Set<String> SAMPLES = Set.of(".env.example", ".env.sample", ".env.template", ".env.dist");

    private UnsentFiles() {}

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(UnsentFiles::isUnsent).toList()) {
                Folders.delete(file);
            }
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.INTERNAL, "Cannot take secrets out of the sources in %s: %s".formatted(folder, e), e);
        }
    }

    private static boolean isUnsent(Path file) {
        var name = file.getFileName().toString();
        return name.equals(GIT) || name.equals(ENV) || (name.startsWith(ENV + ".") && !SAMPLES.contains(name));
    }
}
