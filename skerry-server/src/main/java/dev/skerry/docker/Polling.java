package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what the engine does in its own time.
final class Polling {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Polling() {}

    /// Whether it came true in time. It is asked once more when the time is over.
    static boolean until(Duration limit, Cancellation cancellation, BooleanSupplier condition) {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            cancellation.sleep(INTERVAL);
        }
        return true;
    }
}
