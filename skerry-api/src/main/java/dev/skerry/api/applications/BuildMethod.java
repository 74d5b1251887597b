package dev.skerry.api.applications;

/// What builds the image of a source folder. Automatic chooses between a Dockerfile and a static site; a tool
/// that writes the build itself is taken only when named.
public enum BuildMethod {
    AUTOMATIC,
    DOCKERFILE,
    STATIC_SITE,
    NIXPACKS,
    RAILPACK,
    BUILDPACKS
}
