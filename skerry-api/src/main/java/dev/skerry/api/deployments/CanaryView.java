package dev.skerry.api.deployments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the canary of a deployment is, with what was counted since it came to its present weight.
///
/// @param state watching, passed, promoted (by hand) or turned_back
/// @param weight percent of the requests it gets, or got last
/// @param step which of the weights that is, from 1
/// @param steps how many weights there are
/// @param requests it got
/// @param errors of those
/// @param requestsBefore the release before got in the same time
/// @param errorsBefore of those
/// @param reason why it was turned back
public record CanaryView(
        String state,
        int weight,
        int step,
        int steps,
        long requests,
        long errors,
        long requestsBefore,
        long errorsBefore,
        Instant since,
        @Nullable String reason) {}
