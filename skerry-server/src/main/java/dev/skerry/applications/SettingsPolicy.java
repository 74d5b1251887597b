package dev.skerry.applications;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.ProcessSettings;
import dev.skerry.api.applications.SetFile;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Seconds;
import dev.skerry.kernel.SkerryException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Decides how an application may be set up. Pure. What is stored already is not asked again: a bound that comes later
/// must not keep an application from being read.
final class SettingsPolicy {
    /// Of one application: few enough to be listed at once.
    static final int PROCESSES = 50;

    static final int VOLUMES = 50;
    static final int PORTS = 50;
    static final int FILES = 50;

    /// Of one file, in UTF-8; Swarm takes less than 500 KiB (`MaxSecretSize` of swarmkit), and nothing empty.
    static final int FILE_BYTES = 500_000;

    /// A deployment has 35 minutes for everything.
    private static final int START_PERIOD = 1_800;

    private static final int INTERVAL = 600;
    private static final int TIMEOUT = 300;

    /// What a deployment waits beyond the start period; see `HealthStep`.
    private static final int PATIENCE = 10;

    private static final int ARGUMENTS = 100;

    /// A removal waits so long.
    private static final int STOP_GRACE = 3_600;

    private SettingsPolicy() {}

    /// @throws SkerryException INVALID_INPUT with the field
    static Settings checked(Settings settings) {
        check(settings.healthCheck());
        atMost("/process", "process types", PROCESSES, settings.processes().size());
        settings.processes().forEach(SettingsPolicy::check);
        atMost("/name", "volumes", VOLUMES, settings.volumes().size());
        atMost("/published", "published ports", PORTS, settings.ports().size());
        return settings;
    }

    /// @param others where files are mounted already
    static void checkFiles(List<String> others, SetFile wanted) {
        if (!others.contains(wanted.path().value())) {
            atMost("/path", "mounted files", FILES, others.size() + 1);
        }
        var bytes = wanted.content().value().getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > FILE_BYTES) {
            throw invalid(
                    "/content", "a mounted file has 1 to %d bytes, as UTF-8, not %d.".formatted(FILE_BYTES, bytes));
        }
    }

    private static void check(HealthCheck check) {
        var timing = check.timing();
        within("startPeriod", timing.startPeriod(), 0, START_PERIOD);
        within("interval", timing.interval(), 1, INTERVAL);
        within("timeout", timing.timeout(), 1, TIMEOUT);
        if (timing.interval().value() > timing.startPeriod().value() + PATIENCE) {
            throw invalid(
                    "/healthCheck/timing/interval",
                    "no check would be made before a deployment gives up, %d s after the start period: choose at most %d s, or a longer start period."
                            .formatted(PATIENCE, timing.startPeriod().value() + PATIENCE));
        }
        if (check instanceof HealthCheck.Command command
                && (command.arguments().isEmpty() || command.arguments().size() > ARGUMENTS)) {
            throw invalid("/healthCheck/arguments", "a command has 1 to %d arguments.".formatted(ARGUMENTS));
        }
    }

    private static void check(ProcessName name, ProcessSettings process) {
        var grace = process.stopGrace();
        if (grace != null && grace.value() > STOP_GRACE) {
            throw invalid(
                    "/stopGrace",
                    "the process %s gets %d s at most to stop, as its removal waits so long."
                            .formatted(name, STOP_GRACE));
        }
    }

    private static void within(String what, Seconds seconds, int least, int most) {
        if (seconds.value() < least || seconds.value() > most) {
            throw invalid("/healthCheck/timing/" + what, "must be %d to %d seconds.".formatted(least, most));
        }
    }

    private static void atMost(String pointer, String what, int most, int count) {
        if (count > most) {
            throw invalid(pointer, "an application has %d %s at most: take one away first.".formatted(most, what));
        }
    }

    private static SkerryException invalid(String pointer, String why) {
        return SkerryException.invalid(pointer, "%s: %s".formatted(pointer, why));
    }
}
