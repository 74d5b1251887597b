package dev.skerry.git;

import dev.skerry.api.values.GitUrl;

/// What a user sees of a checkout while it runs. Calls come from one thread, at most a few a second.
public interface GitProgress {
    /// A repository is about to be read: the application's own, or a submodule with its path.
    default void fetching(GitUrl url, String path) {}

    /// So many objects have come, of so many; the total is 0 while it is unknown.
    default void received(int objects, int total) {}

    /// The files of one repository stand in the folder.
    default void wrote(CheckoutReport.Repository repository) {}

    /// Something the user should know that does not stop the deployment.
    default void warned(String message) {}

    /// Tells nobody.
    static GitProgress silent() {
        return new GitProgress() {};
    }
}
