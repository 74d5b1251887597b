package dev.skerry.untrusted;

/// How much a stranger may put into one folder.
///
/// @param maxBytes of all files together
/// @param maxEntries files, folders and links
/// @param maxDepth folders inside each other
/// @param maxNames characters of all paths and link targets together: they are held in memory until the folder is full
public record FolderLimits(long maxBytes, int maxEntries, int maxDepth, int maxNames) {
    private static final int NAMES = 8 << 20;

    /// Enough for large monorepos: 4 GiB, 200,000 entries, 64 levels, 8 Mi characters of names.
    public static final FolderLimits DEFAULT = new FolderLimits(4L << 30, 200_000, 64);

    public FolderLimits(long maxBytes, int maxEntries, int maxDepth) {
        this(maxBytes, maxEntries, maxDepth, NAMES);
    }

    public FolderLimits {
        if (maxBytes < 1 || maxEntries < 1 || maxDepth < 1 || maxNames < 1) {
            throw new IllegalArgumentException("Limits are positive");
        }
    }
}
