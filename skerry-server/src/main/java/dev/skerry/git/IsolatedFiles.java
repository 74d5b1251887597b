package dev.skerry.git;

import java.io.File;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.jspecify.annotations.Nullable;

/// A file system in which JGit starts no program and finds no home: no `git`, no hook, no shell for the umask.
final class IsolatedFiles extends FS_POSIX {
    private static final File NOWHERE = new File("/nonexistent");
    private static final int UMASK = 0022;
    static final FS INSTANCE = new IsolatedFiles();

    private IsolatedFiles() {
        setUmask(UMASK);
    }

    @Override
    public FS newInstance() {
        return new IsolatedFiles();
    }

    @Override
    protected File userHomeImpl() {
        return NOWHERE; // for null JGit would ask the JVM
    }

    @Override
    protected @Nullable File discoverGitExe() {
        return null;
    }

    @Override
    public @Nullable File findHook(Repository repository, String hookName) {
        return null;
    }
}
