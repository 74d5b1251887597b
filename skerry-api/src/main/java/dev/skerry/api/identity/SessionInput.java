package dev.skerry.api.identity;

import dev.skerry.api.values.SessionId;

/// Names a session.
public record SessionInput(SessionId session) {}
