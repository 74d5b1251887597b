package dev.skerry.docker;

/// A network as the engine reports it.
public record NetworkState(String id, String name, Labels labels) {}
