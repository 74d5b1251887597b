package dev.skerry.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Where figures and progress go: figures to standard output, progress to standard error.
final class Report {
    private final boolean json;
    private final PrintStream figures;
    private final PrintStream progress;
    private final List<Figure> table = new ArrayList<>();

    /// @param json one object a line as soon as it is known; otherwise a table at the end
    Report(boolean json, PrintStream figures, PrintStream progress) {
        this.json = json;
        this.figures = figures;
        this.progress = progress;
    }

    synchronized void add(Figure figure) {
        table.add(figure);
        if (json) {
            figures.println(figure.json());
        }
    }

    synchronized void say(String text) {
        progress.println("    " + text);
    }

    synchronized void end() {
        if (!json) {
            rows().forEach(figures::println);
        }
    }

    private List<String> rows() {
        var rows = new ArrayList<List<String>>();
        rows.add(Figure.TableHead.COLUMNS);
        table.forEach(figure -> rows.add(figure.cells()));
        var widths = new int[Figure.TableHead.COLUMNS.size()];
        for (var row : rows) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var column = 0; column < widths.length; column++) {
            line.append(("%-" + widths[column] + "s  ").formatted(row.get(column)));
        }
        return line.toString().stripTrailing();
    }
}
