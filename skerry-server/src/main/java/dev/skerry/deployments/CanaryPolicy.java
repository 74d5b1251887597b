package dev.skerry.deployments;

import dev.skerry.api.applications.Canary;
import dev.skerry.api.values.Share;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Decides whether a canary has proved itself at its weight. Pure.
///
/// @param weights percent of the requests, in the order in which the canary gets them
/// @param hold how long it stays at each
/// @param errors how many percent of its requests may fail beyond the share that fails of the release before
/// @param requests with fewer there is no verdict
record CanaryPolicy(List<Integer> weights, Duration hold, int errors, int requests) {
    CanaryPolicy {
        weights = List.copyOf(weights);
    }

    static CanaryPolicy of(Canary settings) {
        var all = settings.complete();
        return new CanaryPolicy(
                Objects.requireNonNull(all.weights()).stream().map(Share::value).toList(),
                Duration.ofSeconds(Objects.requireNonNull(all.hold()).value()),
                Objects.requireNonNull(all.errors()).value(),
                Objects.requireNonNull(all.requests()).value());
    }

    /// What follows from what was counted.
    sealed interface Verdict {
        /// There will be another look.
        record Watching() implements Verdict {}

        record Passed(String why) implements Verdict {}

        /// The time is over, and too little was seen to say anything.
        record Unjudged(String why) implements Verdict {}

        record Failed(String reason) implements Verdict {}
    }

    /// What fails of the release before counts only when there was enough of it too: one bad request of three excuses
    /// nothing.
    Verdict judge(Counts canary, Counts before, Duration atThisWeight) {
        var judged = canary.requests() >= requests;
        var usual = before.requests() >= requests ? before.percent() : 0;
        if (judged && canary.percent() > usual + errors) {
            return new Verdict.Failed("%s of the new release failed, and %s of the one before; it may be %d %% more"
                    .formatted(canary, before, errors));
        }
        if (atThisWeight.compareTo(hold) < 0) {
            return new Verdict.Watching();
        }
        return judged
                ? new Verdict.Passed("%s of the new release failed, and %s of the one before".formatted(canary, before))
                : new Verdict.Unjudged("too few requests to judge, %d of %d".formatted(canary.requests(), requests));
    }

    /// Which weight, counted from 0, a canary goes on at that was interrupted at this one: the same, or the next where
    /// the weights have been changed meanwhile.
    int goesOnAt(int weight) {
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i) >= weight) {
                return i;
            }
        }
        return weights.size() - 1;
    }
}
