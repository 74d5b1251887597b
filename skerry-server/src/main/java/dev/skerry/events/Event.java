package dev.skerry.events;

/// Something that happened: an immutable record in the past tense, grouped under a sealed interface of its
/// feature.
public interface Event {}
