package dev.skerry.api.runs;

import dev.skerry.api.values.RunId;

/// Names a run.
public record RunInput(RunId run) {}
