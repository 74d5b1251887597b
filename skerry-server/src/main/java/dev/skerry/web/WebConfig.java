package dev.skerry.web;

import java.time.Duration;

/// Where the API listens.
///
/// @param port 0 for any free one
/// @param round after which it looks again whether those who listen for news still may
public record WebConfig(String host, int port, Duration round) {
    private static final Duration ROUND = Duration.ofSeconds(10);

    public WebConfig(String host, int port) {
        this(host, port, ROUND);
    }
}
