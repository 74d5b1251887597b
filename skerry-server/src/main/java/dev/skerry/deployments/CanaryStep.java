package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.deployments.CanaryPolicy.Verdict;
import dev.skerry.deployments.CanaryProgress.State;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Lets the new generation prove itself with a share of the requests. Run again after a crash it goes on at the weight
/// it had, and watches there from the beginning.
record CanaryStep(Generations generations, Canaries canaries, Journal journal, InstantSource clock) implements Step {
    private static final Duration POLL = Duration.ofMillis(500);

    /// How long the router may be away: the split goes on meanwhile, or comes back with it.
    private static final Duration BLIND = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "canary";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.DEPLOYING;
    }

    @Override
    public boolean isDue(Attempt attempt) {
        return generations.release(attempt.deployment()).specification().strategy() == Strategy.CANARY;
    }

    @Override
    public Result run(Attempt attempt) {
        var release = generations.release(attempt.deployment());
        var none = canaries.whyNone(attempt, release);
        if (none.isPresent()) {
            attempt.say(name(), "No canary, as %s: all requests at once".formatted(none.get()));
            return new Result.Done("all requests at once");
        }
        var policy = CanaryPolicy.of(attempt.application().settings().canary());
        for (int i = begin(attempt, policy); i < policy.weights().size(); i++) {
            if (watch(attempt, release, policy, i) == State.PROMOTED) {
                return new Result.Done("promoted by hand");
            }
        }
        canaries.end(attempt, State.PASSED, "");
        return new Result.Done("passed");
    }

    private int begin(Attempt attempt, CanaryPolicy policy) {
        var progress = canaries.progress(attempt.deployment());
        if (progress.isEmpty()) {
            return 0;
        }
        return switch (progress.get().state()) {
            case WATCHING -> {
                attempt.say(name(), "Going on at %d %%".formatted(progress.get().weight()));
                yield policy.goesOnAt(progress.get().weight());
            }
            case PASSED, PROMOTED -> policy.weights().size();
            case TURNED_BACK ->
                throw new SkerryException(
                        ErrorCode.UNPROCESSABLE, String.valueOf(progress.get().reason()));
        };
    }

    /// @return WATCHING when it may go on, PROMOTED when it need not
    private State watch(Attempt attempt, Release release, CanaryPolicy policy, int index) {
        var weight = policy.weights().get(index);
        var step = new CanaryStore.Step(weight, index + 1, policy.weights().size());
        var meter = CanaryMeter.from(look(attempt, release).looks());
        canaries.shift(attempt, step);
        var line = "%d %% of the requests go to the new release (%d of %d, for %d s)"
                .formatted(weight, step.number(), step.of(), policy.hold().toSeconds());
        attempt.say(name(), line);
        journal.tell(attempt.deployment(), name(), line);
        var since = clock.instant();
        while (true) {
            attempt.cancellation().sleep(POLL);
            if (isPromoted(attempt)) {
                attempt.say(name(), "Promoted by hand at %d %%: %s failed".formatted(weight, meter.canary()));
                return State.PROMOTED;
            }
            var sight = look(attempt, release);
            meter = meter.next(sight.looks(), sight.canary(), sight.live());
            canaries.count(attempt, meter);
            if (isOver(attempt, verdict(release, policy, sight, meter, since), weight)) {
                return State.WATCHING;
            }
        }
    }

    private boolean isPromoted(Attempt attempt) {
        return canaries.progress(attempt.deployment()).stream().anyMatch(one -> one.state() == State.PROMOTED);
    }

    /// Requests that fail are one thing; a process that ends, or no longer passes its checks, is another.
    private Verdict verdict(
            Release release, CanaryPolicy policy, Canaries.Sight sight, CanaryMeter meter, Instant since) {
        var now = clock.instant();
        return switch (WatchPolicy.judge(release.specification(), sight.own(), since, now, policy.hold())) {
            case WatchPolicy.Verdict.Failed failed -> new Verdict.Failed(failed.reason());
            case WatchPolicy.Verdict.Passed _, WatchPolicy.Verdict.Watching _ ->
                policy.judge(meter.canary(), meter.before(), Duration.between(since, now));
        };
    }

    private boolean isOver(Attempt attempt, Verdict verdict, int weight) {
        switch (verdict) {
            case Verdict.Watching _ -> {
                return false;
            }
            case Verdict.Passed passed -> attempt.say(name(), "Passed at %d %%: %s".formatted(weight, passed.why()));
            case Verdict.Unjudged unjudged ->
                attempt.say(name(), "Going on from %d %%: %s".formatted(weight, unjudged.why()));
            case Verdict.Failed failed -> {
                var reason = "The new release was turned back at %d %% of the requests: %s."
                        .formatted(weight, failed.reason());
                canaries.end(attempt, State.TURNED_BACK, attempt.log().shown(reason));
                throw new SkerryException(ErrorCode.UNPROCESSABLE, reason);
            }
        }
        return true;
    }

    private Canaries.Sight look(Attempt attempt, Release release) {
        var last = clock.instant().plus(BLIND);
        while (true) {
            try {
                return canaries.look(attempt, release);
            } catch (SkerryException e) {
                if (e.code() != ErrorCode.UNAVAILABLE || clock.instant().isAfter(last)) {
                    throw e;
                }
            }
            attempt.cancellation().sleep(POLL);
        }
    }
}
