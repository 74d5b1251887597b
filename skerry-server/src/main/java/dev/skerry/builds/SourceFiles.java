package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.RelativePath;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.EntryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// Looks into a source folder. A link counts as what it leads to, as long as that lies in the folder.
final class SourceFiles {
    private static final int SHOWN = 10;
    private static final int DEPTH = 3;

    private final Path top;

    SourceFiles(Path top) {
        this.top = top;
    }

    boolean isFile(RelativePath path) {
        return Files.isRegularFile(path.in(top)) && isInside(path.in(top));
    }

    boolean isFolder(RelativePath path) {
        return Files.isDirectory(path.in(top)) && isInside(path.in(top));
    }

    /// The first names in a folder, for a message.
    String list(RelativePath folder) {
        var names = named(folder.in(top), 1, name -> !name.equals(".git"));
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    /// Paths of files with such a name, down to the third level.
    List<String> findNamed(Predicate<String> name) {
        return named(top, DEPTH, name);
    }

    private List<String> named(Path folder, int depth, Predicate<String> name) {
        try (var files = Files.walk(folder, depth)) {
            return files.filter(file -> !file.equals(folder))
                    .filter(file -> name.test(String.valueOf(file.getFileName())))
                    .map(file -> EntryName.shown(folder.relativize(file).toString()))
                    .sorted()
                    .limit(SHOWN)
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean isInside(Path file) {
        try {
            return file.toRealPath().startsWith(top.toRealPath());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static SkerryException unreadable(IOException e) {
        return new SkerryException(
                ErrorCode.INTERNAL, "The source folder cannot be read: %s.".formatted(e.getMessage()), e);
    }
}
