package dev.skerry.api.applications;

import dev.skerry.api.values.InvalidValueException;
import dev.skerry.api.values.Percentage;
import dev.skerry.api.values.RequestCount;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a new release proves itself with the strategy CANARY. Given as a whole: what is absent is as if nothing had ever
/// been said. An error is an answer of 500 or above, or none.
///
/// @param weights which share of the requests it gets, one after the other, the smallest first; 10 and 50 when absent
/// @param hold for how long each of them; 30 s when absent, and all of them together at most an hour
/// @param errors how many percent of its requests may fail beyond the share that fails of the release before in the
///     same time; 5 when absent
/// @param requests how many it must have had before it is judged: with fewer its time passes; 20 when absent
public record Canary(
        @Nullable List<Share> weights,
        @Nullable Seconds hold,
        @Nullable Percentage errors,
        @Nullable RequestCount requests) {
    private static final int MOST_WEIGHTS = 10;
    private static final int LONGEST = 3600;

    /// What holds where nothing is said.
    public static final Canary DEFAULT = new Canary(null, null, null, null).complete();

    public Canary {
        weights = weights == null ? null : List.copyOf(weights);
        if (weights != null) {
            checkOrder(weights);
        }
        checkTime(weights == null ? 2 : weights.size(), hold);
    }

    /// The same with a value in each place.
    public Canary complete() {
        return new Canary(
                weights == null ? List.of(new Share(10), new Share(50)) : weights,
                hold == null ? new Seconds(30) : hold,
                errors == null ? new Percentage(5) : errors,
                requests == null ? new RequestCount(20) : requests);
    }

    private static void checkOrder(List<Share> weights) {
        var ascending = weights.stream().map(Share::value).distinct().sorted().toList();
        if (weights.isEmpty()
                || weights.size() > MOST_WEIGHTS
                || !ascending.equals(weights.stream().map(Share::value).toList())) {
            throw new InvalidValueException(
                    "a list of weights",
                    weights.toString(),
                    "must be 1 to %d different shares, the smallest first".formatted(MOST_WEIGHTS));
        }
    }

    private static void checkTime(int steps, @Nullable Seconds hold) {
        if (hold != null && (hold.value() < 1 || hold.value() * steps > LONGEST)) {
            throw new InvalidValueException(
                    "a time at each weight",
                    hold.toString(),
                    "must be a second at least, and all weights together %d s at most".formatted(LONGEST));
        }
    }
}
