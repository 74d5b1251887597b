package dev.skerry.sources;

import java.util.Optional;

/// What came out of an archive.
///
/// @param topFolder the single folder everything lay in, which was left out
/// @param files files and links
/// @param bytes of all files
/// @param leftOut entries that are never unpacked: `.git` folders and what macOS adds
public record UnpackedArchive(ArchiveFormat format, Optional<String> topFolder, int files, long bytes, int leftOut) {}
