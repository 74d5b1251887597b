package dev.skerry.cli.output;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Numbers whose name tells what they count, with their unit.
public final class Units {
    private static final Set<String> BYTES = Set.of("bytes", "diskFree", "diskTotal", "size");
    private static final Set<String> SECONDS =
            Set.of("startPeriod", "interval", "timeout", "watch", "stopGrace", "drain", "drainTimeout");
    private static final Set<String> MILLISECONDS = Set.of("p50", "p95", "p99");

    private Units() {}

    /// A value by the name of its component.
    static String of(String name, JsonNode value) {
        var text = value.asString("");
        if (!value.isIntegralNumber()) {
            return text;
        }
        if (BYTES.contains(name)) {
            return size(value.longValue());
        }
        if (SECONDS.contains(name)) {
            return text + " s";
        }
        return MILLISECONDS.contains(name) ? text + " ms" : text;
    }

    /// In units of 1024, as `ls -h` does.
    public static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        var unit = Math.min((63 - Long.numberOfLeadingZeros(bytes)) / 10, 4);
        return String.format(Locale.ROOT, "%.1f %siB", bytes / (double) (1L << (10 * unit)), "KMGT".charAt(unit - 1));
    }
}
