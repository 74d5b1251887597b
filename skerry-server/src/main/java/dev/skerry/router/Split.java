package dev.skerry.router;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// Two sets of servers that share new requests: the canaries together get so many percent of them, however many servers
/// there are on either side. Where one side has no server, the other gets all.
///
/// @param percent from 1 to 99
public record Split(Set<ServerAddress> others, Set<ServerAddress> canaries, int percent) {
    /// What HAProxy takes.
    private static final int HEAVIEST = 256;

    public Split {
        others = Set.copyOf(others);
        canaries = Set.copyOf(canaries);
        if (percent < 1 || percent > 99 || !Collections.disjoint(others, canaries)) {
            throw new IllegalArgumentException("not a split: %s and %s, %d %%".formatted(others, canaries, percent));
        }
    }

    /// All of them.
    Set<ServerAddress> servers() {
        var all = new HashSet<>(others);
        all.addAll(canaries);
        return all;
    }

    /// What each server of a side weighs.
    record Weights(int other, int canary) {
        /// How many percent canaries of this weight get.
        private double share(int others, int canaries) {
            var all = (double) other * others + (double) canary * canaries;
            return 100.0 * canary * canaries / all;
        }
    }

    /// The whole numbers, as small as they can be, that come nearest to the share.
    Weights weights() {
        var best = new Weights(ServerLine.SERVING_WEIGHT, ServerLine.SERVING_WEIGHT);
        if (others.isEmpty() || canaries.isEmpty()) {
            return best;
        }
        var ratio = (double) percent * others.size() / ((100.0 - percent) * canaries.size());
        for (int other = 1; other <= HEAVIEST; other++) {
            var canary = Math.clamp(Math.round(other * ratio), 1, HEAVIEST);
            var weights = new Weights(other, canary);
            if (other == 1 || distance(weights) < distance(best)) {
                best = weights;
            }
        }
        return best;
    }

    private double distance(Weights weights) {
        return Math.abs(weights.share(others.size(), canaries.size()) - percent);
    }
}
