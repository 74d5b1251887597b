package dev.skerry.cli;

import dev.skerry.cli.output.Printable;
import dev.skerry.cli.output.Terminal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A line of a log: when, from where, what.
final class LogText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private LogText() {}

    static String line(JsonNode line, Terminal terminal) {
        var style = terminal.style();
        var origin = "%s %s %s"
                .formatted(
                        time(line.path("time").asString(""), terminal),
                        line.path("source").asString(""),
                        mark(line.path("stream").asString("")));
        return style.dim(Printable.line(origin, style)) + " "
                + Printable.line(line.path("text").asString(""), style);
    }

    /// Tells errors, and what Skerry itself notes, from the rest, with colours and without.
    private static String mark(String stream) {
        return switch (stream) {
            case "stderr" -> "!";
            case "note" -> "*";
            default -> "|";
        };
    }

    private static String time(String instant, Terminal terminal) {
        try {
            return TIME.format(Instant.parse(instant).atZone(terminal.zone()));
        } catch (DateTimeParseException e) {
            return instant; // a newer server says it in another way: show that
        }
    }
}
