package dev.skerry.docker;

import java.time.Duration;
import java.util.List;

/// A check the engine runs inside the container: exit code 0 is healthy.
public record HealthCommand(
        List<String> arguments, Duration interval, Duration timeout, Duration startPeriod, int retries) {
    public HealthCommand {
        arguments = List.copyOf(arguments);
    }
}
