package dev.skerry.web;

import dev.skerry.config.ServerConfig;

/// Where the API listens, and how much it takes of one caller.
///
/// @param port 0 for any free one
public record WebConfig(String host, int port, ServerConfig.Limits limits) {}
