package dev.skerry.app;

import dev.skerry.config.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a server from its environment and stops it on SIGTERM. Exit codes: 2 for settings that are not valid, 1 when
/// a part
/// does not start.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        try {
            var skerry = Skerry.start(Environment.read());
            Runtime.getRuntime().addShutdownHook(new Thread(skerry::close, "shutdown"));
            LOG.info("Skerry answers on port {}", skerry.port());
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2); // exit code
        } catch (RuntimeException | Error e) {
            LOG.error("Skerry cannot start: {}", e.getMessage(), e);
            System.exit(1); // exit code
        }
    }
}
