package dev.skerry.cli.output;

import dev.skerry.api.WireTypes;
import dev.skerry.cli.output.Table.Cell;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Single values of the wire as short texts.
record Cells(Terminal terminal) {
    private static final int ID_DIGITS = 8;
    private static final int COMMIT_DIGITS = 7;
    private static final int DIGEST_DIGITS = 12;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern TASK = Pattern.compile("[0-9a-z]{25}"); // an id of Docker's swarm
    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{%d})[0-9a-f]{52}".formatted(DIGEST_DIGITS));

    /// For a table: one short line.
    Cell brief(JsonNode value, RecordComponent component) {
        var text = text(value, component);
        var line = Printable.line(text.lines().findFirst().orElse(""), new Style(false));
        return new Cell(line, isWord(component) ? terminal.style().status(line) : line);
    }

    /// For a view of one thing: all of it.
    String full(JsonNode value, RecordComponent component) {
        var type = WireTypes.raw(component.getGenericType());
        if (type == Instant.class) {
            return time(value, true);
        }
        var text = isId(type) ? value.asString("") : text(value, component);
        var whole = type == String.class ? value.asString("") : text;
        return isWord(component) ? terminal.style().status(whole) : whole;
    }

    /// Whether a list is the words of a command, which belong together.
    static boolean isCommand(RecordComponent component) {
        return component.getName().equals("command") && component.getType() == List.class;
    }

    private String text(JsonNode value, RecordComponent component) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return Units.of(component.getName(), value);
        }
        if (component.getType() == List.class) {
            return isCommand(component) ? words(value) : list(value);
        }
        return brief(value, component.getType());
    }

    private String brief(JsonNode value, Class<?> plain) {
        if (plain == Instant.class) {
            return time(value, false);
        }
        if (isId(plain)) {
            return shortId(value.asString(""));
        }
        if (plain == Duration.class) {
            return Times.duration(Duration.parse(value.asString("PT0S")));
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (plain.isEnum()) {
            return value.asString("").toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return value.isValueNode() ? shortened(value.asString("")) : value.toString();
    }

    /// As it was typed, nearly.
    private static String words(JsonNode value) {
        return value.valueStream().map(word -> word.asString("")).collect(Collectors.joining(" "));
    }

    private static String list(JsonNode value) {
        var more = value.size() - 1;
        var first = value.path(0);
        var text = first.isValueNode() ? first.asString("") : "";
        return more > 0 ? "%s +%d".formatted(text, more) : text;
    }

    /// The end of an id, for its beginning is a time and alike among neighbours.
    private static String shortId(String id) {
        return id.length() > ID_DIGITS ? id.substring(id.length() - ID_DIGITS) : id;
    }

    private static String shortened(String text) {
        if (TASK.matcher(text).matches()) {
            return text.substring(0, DIGEST_DIGITS);
        }
        return COMMIT.matcher(text).matches()
                ? text.substring(0, COMMIT_DIGITS)
                : DIGEST.matcher(text).replaceAll("$1");
    }

    private String time(JsonNode value, boolean inFull) {
        try {
            var time = Instant.parse(value.asString(""));
            var relative = Times.relative(time, terminal.clock().instant(), terminal.zone());
            return inFull ? "%s (%s)".formatted(Times.absolute(time, terminal.zone()), relative) : relative;
        } catch (DateTimeParseException e) {
            return value.asString(""); // a newer server says it in another way: show that
        }
    }

    private static boolean isId(Class<?> type) {
        return type == UUID.class
                || (WireTypes.isValueType(type) && type.getRecordComponents()[0].getType() == UUID.class);
    }

    private static boolean isWord(RecordComponent component) {
        return component.getType().isEnum()
                || component.getName().equals("status")
                || component.getType() == boolean.class;
    }
}
