package dev.skerry.git;

import dev.skerry.api.values.CommitId;

/// The commit a name stood for when the remote was asked.
///
/// @param name the full reference (`refs/heads/main`), empty for a commit; helps servers that give out names only
public record ResolvedRef(CommitId commit, Kind kind, String name) {
    /// What the name was.
    public enum Kind {
        BRANCH,
        TAG,
        OTHER_REF,
        COMMIT
    }

    public static ResolvedRef of(CommitId commit) {
        return new ResolvedRef(commit, Kind.COMMIT, "");
    }
}
