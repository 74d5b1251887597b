package dev.skerry.kernel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How much of something scarce may be held at once: so many in all, and so many by each holder, so that one of them
/// does not take it away from the others.
public final class Shares {
    private final String what;
    private final int each;
    private final int all;
    private final Duration wait;
    private final Map<Object, Integer> held = new HashMap<>();
    private int sum;

    /// @param what is held, as the answer says it: `log streams`
    /// @param each may be held by one holder
    /// @param all may be held by everybody together
    /// @param wait until it is worth another try
    public Shares(String what, int each, int all, Duration wait) {
        this.what = what;
        this.each = each;
        this.all = all;
        this.wait = wait;
    }

    /// Takes one, until it is closed.
    ///
    /// @throws SkerryException RATE_LIMITED when there is none left for this holder, or none at all
    public synchronized Share take(Object holder) {
        var own = held.getOrDefault(holder, 0);
        if (own >= each) {
            throw SkerryException.rateLimited(
                    "You have %d %s open, the most at once: end one, then try again.".formatted(own, what), wait);
        }
        if (sum >= all) {
            throw SkerryException.rateLimited(
                    "The server has %d %s open, the most at once: try again in %d s."
                            .formatted(sum, what, wait.toSeconds()),
                    wait);
        }
        held.put(holder, own + 1);
        sum++;
        return new Share(holder);
    }

    private synchronized void giveBack(Object holder) {
        sum--;
        held.computeIfPresent(holder, (_, own) -> own == 1 ? null : own - 1);
    }

    /// What was taken.
    public final class Share implements AutoCloseable {
        private final Object holder;
        private boolean isHeld = true;

        private Share(Object holder) {
            this.holder = holder;
        }

        @Override
        public void close() {
            synchronized (Shares.this) {
                if (isHeld) {
                    isHeld = false;
                    giveBack(holder);
                }
            }
        }
    }
}
