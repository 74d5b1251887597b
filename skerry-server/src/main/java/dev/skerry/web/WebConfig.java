package dev.skerry.web;

import dev.skerry.config.ServerConfig;
import java.time.Duration;

/// Where the API listens, and how much it takes of one caller.
///
/// @param port 0 for any free one
/// @param round after which it looks again whether those who listen for news or read a stream still may
public record WebConfig(String host, int port, ServerConfig.Limits limits, Duration round) {
    private static final Duration ROUND = Duration.ofSeconds(10);

    public WebConfig(String host, int port, ServerConfig.Limits limits) {
        this(host, port, limits, ROUND);
    }
}
