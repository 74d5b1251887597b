package dev.skerry.docker;

/// A service as the Swarm reports it.
///
/// @param altered whether somebody has changed what its tasks are made from; their number is no such change
public record ServiceState(String id, String name, Labels labels, String image, int replicas, boolean altered) {}
