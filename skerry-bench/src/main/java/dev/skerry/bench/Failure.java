package dev.skerry.bench;

import java.time.Instant;

/// A request, or a WebSocket, that did not end as it should.
record Failure(Instant at, Load.Kind kind, String what) {}
