package dev.skerry.deployments;

import dev.skerry.kernel.DiskSpace;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.untrusted.Folders;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folders deployments work in: each its own, empty at the beginning, gone at the end.
final class WorkFolders {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolders.class);

    private WorkFolders() {}

    /// Makes room for the folder: its parent is there, closed to others, as it is about to hold sources; it is not.
    static void prepare(Path folder) {
        try {
            Folders.delete(folder);
            PrivateFiles.folder(folder.resolveSibling(".").normalize());
        } catch (IOException e) {
            throw DiskSpace.explain("The work folder %s".formatted(folder), e);
        }
    }

    /// A folder that cannot be deleted now costs room, nothing else: the next start deletes it.
    static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.warn("Cannot delete the work folder {}", folder, e);
        }
    }
}
