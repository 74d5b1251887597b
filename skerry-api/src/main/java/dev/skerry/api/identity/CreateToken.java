package dev.skerry.api.identity;

import dev.skerry.api.values.Label;

/// Makes a token for a program.
public record CreateToken(Label name) {}
