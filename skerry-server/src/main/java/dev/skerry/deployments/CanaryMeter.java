package dev.skerry.deployments;

import dev.skerry.router.BackendName;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerTraffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a canary and the generation before it got since it came to its weight, added up from look to look, for the
/// router's own counts begin anew whenever it is reloaded or started. Pure.
///
/// @param seen what each server had got at the last look
record CanaryMeter(Map<Place, Counts> seen, Counts canary, Counts before) {
    CanaryMeter {
        seen = Map.copyOf(seen);
    }

    /// A server of a backend: two backends may have the same one.
    record Place(BackendName backend, ServerAddress server) {}

    /// What a look found.
    record Look(BackendName backend, ServerTraffic traffic) {
        private Place place() {
            return new Place(backend, traffic.address());
        }

        private Counts counts() {
            return new Counts(traffic.requests(), traffic.errors());
        }
    }

    /// What was before this does not count.
    static CanaryMeter from(List<Look> looks) {
        return new CanaryMeter(Map.of(), Counts.NONE, Counts.NONE).remembering(looks);
    }

    /// @param canaries the addresses of the canary's tasks
    /// @param live those of the generation before
    CanaryMeter next(List<Look> looks, Set<String> canaries, Set<String> live) {
        var more = Counts.NONE;
        var moreBefore = Counts.NONE;
        for (var look : looks) {
            var ip = look.traffic().address().ip();
            if (canaries.contains(ip)) {
                more = more.plus(since(look));
            } else if (live.contains(ip)) {
                moreBefore = moreBefore.plus(since(look));
            }
        }
        return new CanaryMeter(seen, canary.plus(more), before.plus(moreBefore)).remembering(looks);
    }

    private CanaryMeter remembering(List<Look> looks) {
        var all = new HashMap<>(seen);
        looks.forEach(look -> all.put(look.place(), look.counts()));
        return new CanaryMeter(all, canary, before);
    }

    /// A number that is smaller than before is of a count that has begun anew.
    private Counts since(Look look) {
        var now = look.counts();
        var then = seen.getOrDefault(look.place(), Counts.NONE);
        return now.requests() < then.requests() || now.errors() < then.errors()
                ? now
                : new Counts(now.requests() - then.requests(), now.errors() - then.errors());
    }
}
