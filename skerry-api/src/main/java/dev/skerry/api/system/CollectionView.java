package dev.skerry.api.system;

/// What a clean-up has removed.
///
/// @param applications whose grace time was over
/// @param images that no release needs any more
/// @param bytes these images had; layers they shared with others still take room
/// @param volumes of applications that were deleted with their volumes
/// @param logs of deployments that were replaced long ago
/// @param networks of environments that are gone for good
public record CollectionView(int applications, int images, long bytes, int volumes, int logs, int networks) {}
