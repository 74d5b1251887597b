package dev.skerry.api.system;

/// What runs here.
public record VersionView(String version, String docker, String postgres) {}
