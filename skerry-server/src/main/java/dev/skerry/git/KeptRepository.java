package dev.skerry.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/// A `.git` folder for builds that ask Git for their version: one commit, checked out, no remote, no credential.
final class KeptRepository {
    private static final String NAME = "kept";

    private KeptRepository() {}

    /// Sets a fetched repository aside until its files stand.
    static void keep(Repository local, RevCommit commit, Path scratch) throws IOException {
        var folder = local.getDirectory().toPath();
        var config = local.getConfig();
        config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, ConfigConstants.CONFIG_KEY_BARE, false);
        config.save();
        Files.writeString(folder.resolve(Constants.HEAD), commit.name() + "\n");
        Files.deleteIfExists(folder.resolve(Constants.FETCH_HEAD));
        writeIndex(local, commit);
        local.close();
        Files.move(folder, scratch.resolve(NAME));
    }

    /// Puts it where Git looks for it.
    static void put(Path scratch, Path result) throws IOException {
        Files.move(scratch.resolve(NAME), result.resolve(Constants.DOT_GIT));
    }

    private static void writeIndex(Repository local, RevCommit commit) throws IOException {
        var index = DirCache.lock(local.getDirectory().toPath().resolve("index").toFile(), IsolatedFiles.INSTANCE);
        try (var reader = local.newObjectReader()) {
            var builder = index.builder();
            builder.addTree(new byte[0], 0, reader, commit.getTree());
            builder.commit();
        } finally {
            index.unlock();
        }
    }
}
