package dev.skerry.api.identity;

import dev.skerry.api.values.TokenId;

/// Names an API token.
public record TokenInput(TokenId token) {}
