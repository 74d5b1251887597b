package dev.skerry.monitoring;

import dev.skerry.docker.OutputLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// Counts lines of the router's log, each once however often the log is read, and remembers how far it came. What is
/// taken out to be stored comes back when it could not be.
final class Counting {
    private Map<Minute, Tally> tallies = new HashMap<>();
    private Place place;
    private int ofThatTime;

    /// @param application the end of its id
    record Minute(String application, Instant time) {}

    /// How far the log was read.
    ///
    /// @param lines of exactly that time
    record Place(Instant time, int lines) {}

    /// @param place what was counted up to
    record Batch(Map<Minute, Tally> tallies, Place place) {}

    Counting(Place place) {
        this.place = place;
    }

    /// The log is read anew, from the place's time on.
    synchronized Place begin() {
        ofThatTime = 0;
        return place;
    }

    synchronized void take(OutputLine line) {
        if (line.stream() != OutputLine.Stream.STDOUT || !isNew(line.time())) {
            return;
        }
        AccessLine.parse(line.text())
                .ifPresent(access -> tallies.computeIfAbsent(
                                new Minute(access.application(), line.time().truncatedTo(ChronoUnit.MINUTES)),
                                _ -> new Tally())
                        .add(access));
    }

    /// Takes out what is to be stored.
    synchronized Batch drain() {
        var batch = new Batch(tallies, place);
        tallies = new HashMap<>();
        return batch;
    }

    /// Takes back what could not be stored.
    synchronized void putBack(Batch batch) {
        batch.tallies()
                .forEach((minute, tally) ->
                        tallies.computeIfAbsent(minute, _ -> new Tally()).add(tally));
    }

    private boolean isNew(Instant time) {
        if (time.isBefore(place.time())) {
            return false;
        }
        if (time.equals(place.time())) {
            ofThatTime++;
            if (ofThatTime <= place.lines()) {
                return false;
            }
            place = new Place(time, place.lines() + 1);
        } else {
            ofThatTime = 1;
            place = new Place(time, 1);
        }
        return true;
    }
}
