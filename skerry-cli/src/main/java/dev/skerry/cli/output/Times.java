package dev.skerry.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and durations as people say them.
public final class Times {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;
    private static final int DAYS_COUNTED = 30;

    private Times() {}

    /// `3 min ago`, `in 2 d`; beyond a month the date.
    public static String relative(Instant time, Instant now, ZoneId zone) {
        var seconds = Duration.between(time, now).toSeconds();
        var distance = Math.abs(seconds);
        if (distance >= (long) DAYS_COUNTED * DAY) {
            return DATE.format(time.atZone(zone));
        }
        var amount = amount(distance);
        return seconds >= 0 ? amount + " ago" : "in " + amount;
    }

    public static String absolute(Instant time, ZoneId zone) {
        return DATE_TIME.format(time.atZone(zone));
    }

    /// `0.8 s`, `2 min 05 s`, `1 h 02 min`.
    public static String duration(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
        }
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / HOUR, seconds % HOUR / MINUTE);
    }

    private static String amount(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
