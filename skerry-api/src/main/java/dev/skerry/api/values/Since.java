package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/// A time in the past: a moment, `2026-11-21T08:00:00Z`, or how long ago, `90s`, `10m`, `2h`, `7d`.
public record Since(@JsonValue String value) {
    public static final GrammarFormat FORMAT = new GrammarFormat(
            "a time",
            "must be how long ago, such as 90s, 10m, 2h, 7d, or a moment, such as 2026-11-21T08:00:00Z",
            "10m");

    private static final Pattern AGO = Pattern.compile("[0-9]{1,6}[smhd]");
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9T:.Zz+-]{1,40}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Since {
        if (!AGO.matcher(value).matches() && !isMoment(value)) {
            throw new InvalidValueException(FORMAT.what(), value, FORMAT.rule());
        }
    }

    public Instant from(Instant now) {
        return AGO.matcher(value).matches()
                ? now.minus(ago())
                : OffsetDateTime.parse(value).toInstant();
    }

    private Duration ago() {
        var last = value.length() - 1;
        var count = Long.parseLong(value.substring(0, last));
        return switch (value.charAt(last)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static boolean isMoment(String value) {
        try {
            return MOMENT.matcher(value).matches()
                    && OffsetDateTime.parse(value).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
