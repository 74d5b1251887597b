package dev.skerry.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Cells in columns, each as wide as its widest cell.
record Table(List<String> headers, List<List<Cell>> rows) {
    private static final String GAP = "  ";

    Table {
        headers = List.copyOf(headers);
        rows = List.copyOf(rows);
    }

    /// A text, and how it is shown.
    record Cell(String plain, String shown) {
        static Cell of(String text) {
            return new Cell(text, text);
        }
    }

    /// Without the columns that have nothing in any row.
    List<String> lines(Style style) {
        var kept = IntStream.range(0, headers.size())
                .filter(column ->
                        rows.stream().anyMatch(row -> !row.get(column).plain().isEmpty()))
                .boxed()
                .toList();
        var all = new ArrayList<List<Cell>>();
        all.add(headers.stream()
                .map(header -> new Cell(header, style.bold(header)))
                .toList());
        all.addAll(rows);
        var widths = kept.stream()
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).plain().length())
                        .max()
                        .orElse(0))
                .toList();
        return all.stream().map(row -> line(row, kept, widths)).toList();
    }

    private static String line(List<Cell> row, List<Integer> kept, List<Integer> widths) {
        var line = new StringBuilder();
        for (var index = 0; index < kept.size(); index++) {
            var cell = row.get(kept.get(index));
            var isLast = index == kept.size() - 1;
            line.append(cell.shown());
            if (!isLast) {
                line.append(" ".repeat(widths.get(index) - cell.plain().length()))
                        .append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
