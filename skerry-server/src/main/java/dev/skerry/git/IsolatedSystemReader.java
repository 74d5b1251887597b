package dev.skerry.git;

import java.io.File;
import java.io.IOException;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps JGit away from this machine's Git settings: no `/etc/gitconfig`, no `~/.gitconfig`, no `GIT_*`
/// variables. What stands there (credential helpers, URL rewrites, proxies) belongs to a person, not to Skerry.
final class IsolatedSystemReader extends SystemReader {
    private IsolatedSystemReader() {}

    /// JGit knows one reader per process; installing it again changes nothing.
    static void install() {
        if (!(SystemReader.getInstance() instanceof IsolatedSystemReader)) {
            SystemReader.setInstance(new IsolatedSystemReader());
        }
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public @Nullable String getProperty(String key) {
        return System.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // JGit's deprecation, not ours
    public long getCurrentTime() {
        return System.currentTimeMillis();
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // JGit's deprecation, not ours
    public int getTimezone(long when) {
        return ZoneOffset.UTC.getTotalSeconds();
    }

    /// A configuration file that is empty whatever happens: JGit also likes to save what it measures of file
    /// systems.
    private static final class EmptyConfig extends FileBasedConfig {
        EmptyConfig(@Nullable Config parent, FS fs) {
            super(parent, new File("/dev/null"), fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() throws IOException {
            // Nobody would read it.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
