package dev.skerry.deployments;

import java.util.OptionalLong;

/// How many deployments may begin now. The first always may; each further one needs a place and memory.
///
/// @param atOnce the most
/// @param memory bytes that must be available for each further one; 0 not to ask
record TurnPolicy(int atOnce, long memory) {
    /// @param more how many may begin
    /// @param why none may; empty when one may
    record Verdict(int more, String why) {}

    /// @param running now
    /// @param available bytes; empty when nobody can tell, and then it is not asked for
    Verdict judge(int running, OptionalLong available) {
        var places = atOnce - running;
        if (places <= 0) {
            return new Verdict(
                    0, "%d deployments run, and no more do at once (SKERRY_DEPLOYMENTS_AT_ONCE)".formatted(running));
        }
        var fit = memory == 0 || available.isEmpty() ? places : Math.min(places, available.getAsLong() / memory);
        var more = Math.max((int) fit, running == 0 ? 1 : 0);
        return new Verdict(more, more > 0 ? "" : shortage(available.orElse(0)));
    }

    private String shortage(long available) {
        return "%d MB of memory are available, and a deployment beside others needs %d (SKERRY_DEPLOYMENT_MEMORY_MB)"
                .formatted(available >> 20, memory >> 20);
    }
}
