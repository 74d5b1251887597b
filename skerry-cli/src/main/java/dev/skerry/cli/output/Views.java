package dev.skerry.cli.output;

import dev.skerry.api.WireTypes;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Shows answers to people: lists as tables, single things as keys and values. What to show comes from the record
/// type; the values come as JSON, so that a newer server's answer is shown as far as it is known.
public record Views(Terminal terminal) {
    private static final String INDENT = "  ";

    public List<String> table(JsonNode items, Class<?> type) {
        return table(items, type, terminal.style());
    }

    private List<String> table(JsonNode items, Class<?> type, Style style) {
        var columns = Columns.of(type);
        var cells = new Cells(terminal);
        var rows = columns.rows(items).stream()
                .map(row -> columns.all().stream()
                        .map(column -> cells.brief(column.value(row), column.component()))
                        .toList())
                .toList();
        var headers = columns.all().stream().map(Columns.Column::header).toList();
        return new Table(headers, rows).lines(style);
    }

    public List<String> details(JsonNode item, Class<?> type) {
        var lines = new ArrayList<String>();
        var present = Arrays.stream(type.getRecordComponents())
                .filter(component -> isShown(item.path(component.getName())))
                .toList();
        var width = present.stream()
                .mapToInt(component -> words(component.getName()).length())
                .max()
                .orElse(0);
        present.forEach(component -> add(lines, component, item.path(component.getName()), width));
        return lines;
    }

    /// A record of a stream on one line.
    public String line(JsonNode item, Class<?> type) {
        var cells = new Cells(terminal);
        return String.join(
                INDENT,
                Arrays.stream(type.getRecordComponents())
                        .map(component -> cells.brief(item.path(component.getName()), component))
                        .map(Table.Cell::shown)
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    private void add(List<String> lines, RecordComponent component, JsonNode value, int width) {
        var key = words(component.getName());
        var label = terminal.style().bold(key);
        var type = WireTypes.raw(component.getGenericType());
        if (value.isArray() && WireTypes.isStructure(Columns.element(component))) {
            lines.add(label);
            var narrower = terminal.style().narrower(INDENT.length());
            table(value, Columns.element(component), narrower).forEach(line -> lines.add(INDENT + line));
        } else if (value.isObject()) {
            lines.add(label);
            nested(value, type).forEach(line -> lines.add(INDENT + line));
        } else {
            var pad = " ".repeat(width - key.length()) + INDENT;
            var texts = texts(value, component);
            lines.add(label + pad + texts.getFirst());
            texts.stream().skip(1).forEach(text -> lines.add(" ".repeat(width) + INDENT + text));
        }
    }

    /// The alternative is told by its values, whatever their record.
    private List<String> nested(JsonNode value, Class<?> type) {
        if (type.isRecord()) {
            return details(value, type);
        }
        var lines = new ArrayList<String>();
        var width = value.propertyNames().stream()
                .mapToInt(name -> words(name).length())
                .max()
                .orElse(0);
        value.properties().forEach(entry -> {
            var key = words(entry.getKey());
            if (entry.getValue().isObject()) {
                lines.add(terminal.style().bold(key));
                nested(entry.getValue(), type).forEach(line -> lines.add(INDENT + line));
            } else {
                lines.add(terminal.style().bold(key)
                        + " ".repeat(width - key.length())
                        + INDENT
                        + safe(Units.of(entry.getKey(), entry.getValue())));
            }
        });
        return lines;
    }

    private List<String> texts(JsonNode value, RecordComponent component) {
        var texts = value.isArray() && !Cells.isCommand(component)
                ? value.valueStream().map(element -> element.asString("")).toList()
                : new Cells(terminal).full(value, component).lines().toList();
        return texts.isEmpty() ? List.of("") : texts.stream().map(this::safe).toList();
    }

    private String safe(String text) {
        return Printable.line(text, terminal.style());
    }

    private static boolean isShown(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && !(value.isContainer() && value.isEmpty());
    }

    /// `lastUsedAt` is `last used`: the value shows that it is a time.
    static String words(String camel) {
        return camel.replaceFirst("(?<=[a-z])At$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
