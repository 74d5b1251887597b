package dev.skerry.cli.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Cells in columns, each as wide as its widest cell. Where that is wider than the terminal, the widest columns give
/// way: a line that breaks in the middle is no table.
record Table(List<String> headers, List<List<Cell>> rows) {
    private static final String GAP = "  ";
    private static final String CUT = "...";

    /// A column that has no more than this keeps it: cut further it would say nothing.
    private static final int LEAST = 10;

    Table {
        headers = List.copyOf(headers);
        rows = List.copyOf(rows);
    }

    /// A text, and how it is shown.
    record Cell(String plain, String shown) {
        static Cell of(String text) {
            return new Cell(text, text);
        }

        /// The same, cut to a width; colours around the whole of it stay.
        Cell within(int width) {
            if (plain.length() <= width) {
                return this;
            }
            var cut = plain.substring(0, width - CUT.length()) + CUT;
            return new Cell(cut, shown.replace(plain, cut));
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
        var widths = fitted(
                kept.stream()
                        .map(column -> all.stream()
                                .mapToInt(row -> row.get(column).plain().length())
                                .max()
                                .orElse(0))
                        .toList(),
                style.width());
        return all.stream().map(row -> line(row, kept, widths)).toList();
    }

    /// Takes from the widest column, one by one, until the line fits or nothing more can be taken.
    static List<Integer> fitted(List<Integer> widths, int width) {
        var fitted = new ArrayList<>(widths);
        var gaps = GAP.length() * Math.max(0, widths.size() - 1);
        for (var over = sum(fitted) + gaps - width; over > 0; over--) {
            var widest = Collections.max(fitted);
            if (widest <= LEAST) {
                break;
            }
            fitted.set(fitted.lastIndexOf(widest), widest - 1);
        }
        return fitted;
    }

    private static int sum(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum();
    }

    private static String line(List<Cell> row, List<Integer> kept, List<Integer> widths) {
        var line = new StringBuilder();
        for (var index = 0; index < kept.size(); index++) {
            var cell = row.get(kept.get(index)).within(widths.get(index));
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
