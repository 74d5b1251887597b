package dev.skerry.api;

/// The input of an operation that needs none.
public record NoInput() {}
