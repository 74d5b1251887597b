package dev.skerry.web;

/// Where the API listens.
///
/// @param port 0 for any free one
public record WebConfig(String host, int port) {}
