package dev.skerry.sources;

import dev.skerry.untrusted.UntrustedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where the entries of an archive go, whatever its format: names are brought to one form, entries nobody wants
/// are left out.
final class EntrySink {
    /// `.git` may hold hooks and commands that builders with Git in them would run; `__MACOSX` is Finder's own.
    private static final Set<String> LEFT_OUT = Set.of(".git", "__macosx");

    private final UntrustedFolder folder;
    private final Inflation inflation;
    private final Pace pace;
    private final int maxEntries;
    private int leftOut;

    EntrySink(UntrustedFolder folder, ArchiveLimits limits, Pace pace) {
        this.folder = folder;
        this.inflation = new Inflation(limits.maxRatio(), pace);
        this.pace = pace;
        this.maxEntries = limits.folder().maxEntries();
    }

    UntrustedFolder folder() {
        return folder;
    }

    Inflation inflation() {
        return inflation;
    }

    int maxEntries() {
        return maxEntries;
    }

    int leftOut() {
        return leftOut;
    }

    /// The entry's path as `UntrustedFolder` wants it; empty for one that is left out.
    Optional<String> path(String name) {
        pace.check();
        var path = plain(name);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (Stream.of(path.split("/")).anyMatch(part -> LEFT_OUT.contains(part.toLowerCase(Locale.ROOT)))) {
            leftOut++;
            return Optional.empty();
        }
        return Optional.of(path);
    }

    void file(String path, boolean executable, InputStream content) throws IOException {
        folder.addFile(path, executable, inflation.product(content, folder.bytes()));
    }

    /// Reads what is left of an entry, under the same bounds.
    void discard(InputStream content) throws IOException {
        inflation.product(content, folder.bytes()).transferTo(OutputStream.nullOutputStream());
    }

    /// `./a/b/` is how archives write `a/b`. Anything else odd stays, for the folder to refuse.
    static String plain(String name) {
        var path = name;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.equals(".") ? "" : path;
    }
}
