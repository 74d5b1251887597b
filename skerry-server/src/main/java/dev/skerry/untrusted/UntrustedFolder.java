package dev.skerry.untrusted;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// A new folder filled with files whose names, links and sizes somebody else chose. Nothing is ever written
/// through a link: links are made last, by `finish`, which then follows each of them and refuses those that
/// lead out.
public final class UntrustedFolder {
    private static final int BUFFER = 64 * 1024;
    private static final String ADVICE = "Remove what the build does not need, or raise the limit.";

    private final Path root;
    private final FolderLimits limits;
    private final Cancellation cancellation;
    private final Set<String> folders = new HashSet<>();
    private final Map<String, Long> files = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private long bytes;
    private int entries;
    private int names;

    /// @param root a folder that is not there yet, or is empty
    public UntrustedFolder(Path root, FolderLimits limits, Cancellation cancellation) throws IOException {
        this.root = Files.createDirectories(root).toRealPath();
        this.limits = limits;
        this.cancellation = cancellation;
        try (var there = Files.list(this.root)) {
            if (there.findAny().isPresent()) {
                throw new FileAlreadyExistsException(root.toString(), null, "the folder is not empty");
            }
        }
    }

    /// Bytes of all files so far.
    public long bytes() {
        return bytes;
    }

    /// Files and links so far.
    public int count() {
        return files.size() + links.size();
    }

    public void addFolder(String path) throws IOException {
        enter(path);
    }

    /// Writes the content to its end.
    ///
    /// @return its length in bytes
    public long addFile(String path, boolean executable, InputStream content) throws IOException {
        var file = place(path);
        var length = 0L;
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int read;
            while ((read = content.read(buffer)) >= 0) {
                cancellation.check();
                count(read);
                write(file, out, read);
                length += read;
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        files.put(path, length);
        return length;
    }

    /// Tells a full disk of ours from a damaged source of theirs.
    private void write(Path file, OutputStream out, int length) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            var failure = new FileSystemException(file.toString(), null, e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /// Remembers a symbolic link for `finish`.
    public void addLink(String path, String target) throws IOException {
        place(path);
        if (target.isEmpty()
                || target.length() > EntryName.MAX_PATH
                || target.chars().anyMatch(letter -> letter < ' ')) {
            throw EntryName.refused(path, "is a link without a usable target");
        }
        countName(target);
        links.put(path, target);
    }

    /// A second name for a file that was added before. It counts with the file's whole length.
    public void addHardLink(String path, String existing) throws IOException {
        var length = files.get(existing);
        if (length == null) {
            throw EntryName.refused(path, "is a hard link to something that is no file of the same source");
        }
        count(length);
        Files.createLink(place(path), root.resolve(existing));
        files.put(path, length);
    }

    /// The one top folder that everything lies in, if it is so.
    public Optional<String> singleFolder() {
        var tops = Stream.of(folders, files.keySet(), links.keySet())
                .flatMap(Collection::stream)
                .map(path -> path.split("/", 2)[0])
                .distinct()
                .limit(2)
                .toList();
        return tops.size() == 1 && folders.contains(tops.getFirst()) ? Optional.of(tops.getFirst()) : Optional.empty();
    }

    /// Makes the links and follows each.
    public void finish() throws IOException {
        finishBelow("");
    }

    /// As `finish`, for whoever takes only the folder at that path: no link may lead out of it.
    ///
    /// @param top empty, or a folder that everything lies in
    public void finishBelow(String top) throws IOException {
        for (var link : links.entrySet()) {
            cancellation.check();
            Files.createSymbolicLink(root.resolve(link.getKey()), pathOf(link.getValue(), Path::of));
        }
        for (var link : links.keySet()) {
            LinkWalk.stayInside(root.resolve(top), top.isEmpty() ? link : link.substring(top.length() + 1));
        }
    }

    private Path place(String path) throws IOException {
        EntryName.check(path, limits.maxDepth());
        if (folders.contains(path) || files.containsKey(path) || links.containsKey(path)) {
            throw EntryName.refused(path, "is there twice");
        }
        var slash = path.lastIndexOf('/');
        if (slash >= 0) {
            enter(path.substring(0, slash));
        }
        countEntry();
        countName(path);
        return pathOf(path, root::resolve);
    }

    private static Path pathOf(String name, Function<String, Path> make) {
        try {
            return make.apply(name);
        } catch (InvalidPathException e) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "The name '%s' cannot be stored. Rename it, or start Skerry with LANG=C.UTF-8."
                            .formatted(EntryName.shown(name)),
                    e);
        }
    }

    private void enter(String path) throws IOException {
        if (folders.contains(path)) {
            return;
        }
        var folder = place(path);
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        folders.add(path);
    }

    private void countEntry() {
        cancellation.check();
        if (++entries > limits.maxEntries()) {
            throw new SkerryException(
                    ErrorCode.TOO_LARGE,
                    "The source has more than %d files and folders. %s".formatted(limits.maxEntries(), ADVICE));
        }
    }

    private void countName(String name) {
        names += name.length();
        if (names > limits.maxNames()) {
            throw new SkerryException(
                    ErrorCode.TOO_LARGE,
                    "The paths of the source have more than %d characters together. Shorten them, or remove what the build does not need."
                            .formatted(limits.maxNames()));
        }
    }

    private void count(long more) {
        bytes += more;
        if (bytes > limits.maxBytes()) {
            throw new SkerryException(
                    ErrorCode.TOO_LARGE, "The source has more than %d bytes. %s".formatted(limits.maxBytes(), ADVICE));
        }
    }
}
