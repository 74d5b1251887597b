package dev.skerry.deployments;

import java.util.UUID;

/// The release that serves.
///
/// @param environment where it runs: of an application that was moved since, the one before
public record LiveRelease(UUID id, int version, UUID environment) {}
