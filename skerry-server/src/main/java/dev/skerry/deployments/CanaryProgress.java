package dev.skerry.deployments;

import dev.skerry.api.deployments.CanaryView;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How far a deployment's canary is.
///
/// @param weight percent of the requests it gets, or got last
/// @param step which of the weights that is, from 1
/// @param canary what it got since it came to this weight
/// @param before what the release before got in the same time
/// @param reason why it was turned back
record CanaryProgress(
        State state,
        int weight,
        int step,
        int steps,
        Counts canary,
        Counts before,
        Instant since,
        @Nullable String reason) {
    enum State {
        WATCHING,
        PASSED,
        /// Somebody did not want to wait for it to pass.
        PROMOTED,
        TURNED_BACK;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    CanaryView view() {
        return new CanaryView(
                state.code(),
                weight,
                step,
                steps,
                canary.requests(),
                canary.errors(),
                before.requests(),
                before.errors(),
                since,
                reason);
    }
}
