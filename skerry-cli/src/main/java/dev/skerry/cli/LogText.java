package dev.skerry.cli;

import dev.skerry.cli.output.Printable;
import dev.skerry.cli.output.Terminal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A line of a log: when, from where, what.
final class LogText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private LogText() {}

    /// A line for each of the text's, which is one most times.
    static List<String> lines(JsonNode line, Terminal terminal) {
        var style = terminal.style();
        var origin = "%s %s %s"
                .formatted(
                        time(line.path("time").asString(""), terminal),
                        line.path("source").asString(""),
                        mark(line.path("stream").asString("")));
        var head = style.dim(Printable.line(origin, style)) + " ";
        var texts = line.path("text").asString("").lines().toList();
        return texts.isEmpty()
                ? List.of(head.stripTrailing())
                : texts.stream().map(text -> head + Printable.line(text, style)).toList();
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
