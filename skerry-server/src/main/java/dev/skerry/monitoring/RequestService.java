package dev.skerry.monitoring;

import dev.skerry.api.monitoring.ReadRequests;
import dev.skerry.api.monitoring.RequestPoint;
import dev.skerry.api.monitoring.RequestsView;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.kernel.Actor;
import dev.skerry.monitoring.RequestStore.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/// Tells how many requests there were.
record RequestService(Database database, Applications applications, InstantSource clock) {
    private static final Duration SINCE = Duration.ofHours(1);
    private static final List<Integer> STEPS = List.of(1, 5, 15, 60, 120);
    private static final int POINTS = 120;

    RequestsView read(Actor actor, ReadRequests input) {
        var now = clock.instant();
        var earliest = now.minus(RequestCounter.KEPT);
        var asked = input.since() == null ? now.minus(SINCE) : input.since().from(now);
        var since = (asked.isBefore(earliest) ? earliest : asked).truncatedTo(ChronoUnit.MINUTES);
        return database.read(handle -> {
            var application = applications.resolve(handle, actor.organization(), input.application());
            var counted = new RequestStore().since(handle, actor.organization(), application.id(), since);
            var total = new Tally();
            counted.forEach(one -> total.add(one.tally()));
            var step = step(Duration.between(since, now));
            return new RequestsView(application.ref().value(), since, total.view(), step, points(counted, step));
        });
    }

    /// Minutes of a point, so that there are not too many.
    static int step(Duration time) {
        return STEPS.stream()
                .filter(step -> time.toMinutes() <= (long) step * POINTS)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    static List<RequestPoint> points(List<Counted> counted, int step) {
        var points = new TreeMap<Instant, Tally>();
        var seconds = Duration.ofMinutes(step).toSeconds();
        for (var one : counted) {
            var second = one.minute().getEpochSecond();
            points.computeIfAbsent(Instant.ofEpochSecond(second - Math.floorMod(second, seconds)), _ -> new Tally())
                    .add(one.tally());
        }
        return points.entrySet().stream()
                .map(point -> new RequestPoint(point.getKey(), point.getValue().view()))
                .toList();
    }
}
