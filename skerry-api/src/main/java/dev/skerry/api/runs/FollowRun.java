package dev.skerry.api.runs;

import dev.skerry.api.values.LogOffset;
import dev.skerry.api.values.RunId;
import org.jspecify.annotations.Nullable;

/// Reads the output of a run from its beginning, or after an offset, until the run ends.
public record FollowRun(RunId run, @Nullable LogOffset after) {}
