package dev.skerry.docker;

/// A service as the Swarm reports it.
public record ServiceState(String id, String name, Labels labels, String image, int replicas) {}
