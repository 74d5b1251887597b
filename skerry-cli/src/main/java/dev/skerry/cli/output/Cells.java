package dev.skerry.cli.output;

import dev.skerry.cli.input.Records;
import dev.skerry.cli.output.Table.Cell;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Single values of the wire as short texts.
record Cells(Terminal terminal) {
    private static final int LONGEST = 60;
    private static final int ID_DIGITS = 8;
    private static final int COMMIT_DIGITS = 7;
    private static final int DIGEST_DIGITS = 12;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{%d})[0-9a-f]{52}".formatted(DIGEST_DIGITS));

    /// For a table: one short line.
    Cell brief(JsonNode value, RecordComponent component) {
        var text = brief(value, component.getGenericType());
        var line = Printable.line(text.lines().findFirst().orElse(""), new Style(false));
        var cut = line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
        return new Cell(cut, isWord(component) ? terminal.style().status(cut) : cut);
    }

    /// For a view of one thing: all of it.
    String full(JsonNode value, RecordComponent component) {
        var type = Records.raw(component.getGenericType());
        if (type == Instant.class) {
            return time(value, true);
        }
        var text = isId(type) ? value.asString("") : brief(value, component.getGenericType());
        var whole = type == String.class ? value.asString("") : text;
        return isWord(component) ? terminal.style().status(whole) : whole;
    }

    private String brief(JsonNode value, Type type) {
        var plain = Records.raw(type);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (plain == Instant.class) {
            return time(value, false);
        }
        if (isId(plain)) {
            return shortId(value.asString(""));
        }
        if (plain == List.class) {
            return list(value);
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (plain.isEnum()) {
            return value.asString("").toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return value.isValueNode() ? shortened(value.asString("")) : value.toString();
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
                || (Records.isValueType(type) && type.getRecordComponents()[0].getType() == UUID.class);
    }

    private static boolean isWord(RecordComponent component) {
        return component.getType().isEnum()
                || component.getName().equals("status")
                || component.getType() == boolean.class;
    }
}
