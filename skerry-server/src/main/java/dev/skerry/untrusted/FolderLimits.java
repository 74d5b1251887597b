package dev.skerry.untrusted;

/// How much a stranger may put into one folder.
///
/// @param maxBytes of all files together
/// @param maxEntries files, folders and links
/// @param maxDepth folders inside each other
public record FolderLimits(long maxBytes, int maxEntries, int maxDepth) {
    /// Enough for large monorepos: 4 GiB, 200,000 entries, 64 levels.
    public static final FolderLimits DEFAULT = new FolderLimits(4L << 30, 200_000, 64);

    public FolderLimits {
        if (maxBytes < 1 || maxEntries < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("Limits are positive");
        }
    }
}
