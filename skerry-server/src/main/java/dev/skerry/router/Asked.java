package dev.skerry.router;

import java.util.Optional;

/// What became of a request that Skerry sent through the edge.
///
/// @param status of the answer, whoever gave it; 0 when there was none within some seconds
/// @param server that gave it; empty when the edge answered itself
public record Asked(int status, Optional<ServerAddress> server) {
    static final Asked NOBODY = new Asked(0, Optional.empty());
}
