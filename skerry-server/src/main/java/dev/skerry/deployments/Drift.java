package dev.skerry.deployments;

import dev.skerry.api.system.DriftView;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the reconciler found different from what it should be. The last findings are kept for whoever asks.
final class Drift {
    private static final Logger LOG = LoggerFactory.getLogger(Drift.class);
    private static final int KEPT = 100;

    private final InstantSource clock;
    private final Deque<DriftView> newestFirst = new ArrayDeque<>();
    private long count;

    Drift(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void found(String what) {
        LOG.warn("Drift: {}", what);
        count++;
        newestFirst.addFirst(new DriftView(clock.instant(), what));
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    synchronized List<DriftView> newestFirst() {
        return new ArrayList<>(newestFirst);
    }

    /// How much was found since the start.
    synchronized long count() {
        return count;
    }
}
