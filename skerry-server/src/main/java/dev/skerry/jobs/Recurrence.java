package dev.skerry.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// When a recurring job runs again. The first run is due one interval after its first start, not at once.
public sealed interface Recurrence {
    /// That long after the end of the last run.
    record Every(Duration interval) implements Recurrence {
        public Every {
            if (!interval.isPositive()) {
                throw new IllegalArgumentException("An interval is longer than nothing");
            }
        }

        @Override
        public Instant next(Instant after) {
            return after.plus(interval);
        }
    }

    /// Once a day at that time on the clocks of that zone; a time that is skipped by them comes an hour later.
    record Daily(LocalTime time, ZoneId zone) implements Recurrence {
        @Override
        public Instant next(Instant after) {
            var today = after.atZone(zone).toLocalDate();
            var next = today.atTime(time).atZone(zone).toInstant();
            return next.isAfter(after)
                    ? next
                    : today.plusDays(1).atTime(time).atZone(zone).toInstant();
        }
    }

    Instant next(Instant after);
}
