package dev.skerry.sources;

import dev.skerry.untrusted.FolderLimits;

/// How large an uploaded archive may be and may become.
///
/// @param maxArchiveBytes as uploaded
/// @param maxRatio bytes written for each byte uploaded; counts from 64 MiB on, since small files of zeros are
///     harmless
/// @param folder what may come out of it
public record ArchiveLimits(long maxArchiveBytes, int maxRatio, FolderLimits folder) {
    /// 1 GiB as uploaded, growing to a hundred times that and never over `FolderLimits.DEFAULT`.
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(1L << 30, 100, FolderLimits.DEFAULT);

    public ArchiveLimits withMaxArchiveBytes(long bytes) {
        return new ArchiveLimits(bytes, maxRatio, folder);
    }

    public ArchiveLimits {
        if (maxArchiveBytes < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("Limits are positive");
        }
    }
}
