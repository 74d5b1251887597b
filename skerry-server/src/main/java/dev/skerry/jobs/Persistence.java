package dev.skerry.jobs;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes the end of a job, even when the database is restarted in that moment. When it fails for good, the job's
/// heartbeat stops, and it runs again.
final class Persistence {
    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Persistence() {}

    static void insist(Runnable write) {
        for (var attempt = 1; ; attempt++) {
            try {
                write.run();
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.info("The end of a job could not be noted, trying again: {}", e.getMessage());
                Cancellation.never().sleep(PAUSE.multipliedBy(attempt));
            }
        }
    }
}
