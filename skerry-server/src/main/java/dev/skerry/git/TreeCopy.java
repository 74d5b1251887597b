package dev.skerry.git;

import dev.skerry.kernel.Cancellation;
import dev.skerry.untrusted.EntryName;
import dev.skerry.untrusted.UntrustedFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Writes the files of one tree below a path of a folder, byte for byte: no line endings are changed, no filter
/// runs.
final class TreeCopy {
    /// Of the folders that are open at the same time, each inside the one before: all of them are held.
    private static final int MAX_TREE_BYTES = 24 << 20;
    private static final int MAX_LINK_BYTES = 16 << 10;
    private static final int MAX_POINTER_BYTES = 1_024;
    private static final String LFS = "version https://git-lfs.github.com/spec/v1";

    private final ObjectReader reader;
    private final UntrustedFolder folder;
    private final Cancellation cancellation;
    private final ObjectChecker checker =
            new ObjectChecker().setAllowLeadingZeroFileMode(true).setAllowInvalidPersonIdent(true);
    private final Map<String, ObjectId> submodules = new LinkedHashMap<>();
    private final List<String> pointers = new ArrayList<>();
    private int open;

    TreeCopy(ObjectReader reader, UntrustedFolder folder, Cancellation cancellation) {
        this.reader = reader;
        this.folder = folder;
        this.cancellation = cancellation;
    }

    /// @param prefix empty, or a path that ends with a slash
    void copy(ObjectId tree, String prefix) throws IOException {
        var loader = reader.open(tree, Constants.OBJ_TREE);
        if (loader.getSize() > MAX_TREE_BYTES - open) {
            throw GitFault.TOO_LARGE.because("'%s' is a folder this server has no room for."
                    .formatted(EntryName.shown(prefix.isEmpty() ? "/" : prefix)));
        }
        var bytes = loader.getCachedBytes(MAX_TREE_BYTES);
        open += bytes.length;
        for (var entries = parse(tree, bytes, prefix); !entries.eof(); entries.next()) {
            cancellation.check();
            copy(entries, prefix + entries.getEntryPathString());
        }
        open -= bytes.length;
    }

    /// Path and commit of each submodule, in the order of their paths.
    Map<String, ObjectId> submodules() {
        return submodules;
    }

    /// Paths of files whose content lies in Git LFS.
    List<String> pointers() {
        return pointers;
    }

    private void copy(CanonicalTreeParser entry, String path) throws IOException {
        var id = entry.getEntryObjectId();
        var mode = entry.getEntryFileMode();
        if (mode.equals(FileMode.TREE)) {
            folder.addFolder(path);
            copy(id, path + "/");
        } else if (mode.equals(FileMode.GITLINK)) {
            folder.addFolder(path);
            submodules.put(path, id);
        } else if (mode.equals(FileMode.SYMLINK)) {
            var target = reader.open(id, Constants.OBJ_BLOB).getCachedBytes(MAX_LINK_BYTES);
            folder.addLink(path, new String(target, StandardCharsets.UTF_8));
        } else if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
            copyFile(id, path, mode.equals(FileMode.EXECUTABLE_FILE));
        } else {
            throw EntryName.refused(path, "is of an unknown kind");
        }
    }

    private void copyFile(ObjectId id, String path, boolean executable) throws IOException {
        var content = reader.open(id, Constants.OBJ_BLOB);
        if (content.getSize() > MAX_POINTER_BYTES) {
            try (var stream = content.openStream()) {
                folder.addFile(path, executable, stream);
            }
            return;
        }
        var bytes = content.getCachedBytes();
        if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith(LFS)) {
            pointers.add(path);
        }
        folder.addFile(path, executable, new ByteArrayInputStream(bytes));
    }

    /// Trees are checked as `git fsck` would before they are believed: names, order, duplicates, `.git` in any
    /// spelling.
    private CanonicalTreeParser parse(ObjectId tree, byte[] bytes, String prefix) {
        try {
            checker.checkTree(tree, bytes);
        } catch (CorruptObjectException e) {
            throw EntryName.refused(
                    prefix.isEmpty() ? "/" : prefix,
                    "is a folder Git itself would refuse (%s)"
                            .formatted(EntryName.shown(String.valueOf(e.getMessage()))));
        }
        var parser = new CanonicalTreeParser();
        parser.reset(bytes);
        return parser;
    }
}
