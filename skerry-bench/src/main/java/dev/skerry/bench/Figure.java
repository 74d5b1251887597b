package dev.skerry.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was measured, once or several times; the value is the median.
///
/// @param baseline the same work done without Skerry, measured in the same run; empty when there is nothing to
///     compare with
record Figure(String name, String unit, List<Double> samples, List<Double> baseline) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int DIGITS = 3;

    Figure {
        samples = samples.stream().sorted().toList();
        baseline = baseline.stream().sorted().toList();
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured for " + name);
        }
    }

    static Figure of(String name, String unit, double value) {
        return new Figure(name, unit, List.of(value), List.of());
    }

    static Figure count(String name, String unit, long count) {
        return of(name, unit, (double) count);
    }

    static Figure of(String name, String unit, List<Double> samples) {
        return new Figure(name, unit, samples, List.of());
    }

    double value() {
        return median(samples);
    }

    /// One line of JSON.
    String json() {
        return MAPPER.writeValueAsString(node());
    }

    private ObjectNode node() {
        var node = MAPPER.createObjectNode().put("name", name);
        node.put("value", rounded(value())).put("unit", unit);
        if (!baseline.isEmpty()) {
            node.put("baseline", rounded(median(baseline)));
            node.put("ratio", rounded(value() / median(baseline)));
        }
        node.put("runs", samples.size());
        return node.put("min", rounded(samples.getFirst())).put("max", rounded(samples.getLast()));
    }

    /// The cells of its row in a table: name, value, unit, baseline, ratio, runs, min, max.
    List<String> cells() {
        var node = node();
        return TableHead.COLUMNS.stream()
                .map(column -> node.path(column).asString(""))
                .toList();
    }

    /// What the table's columns are called.
    static final class TableHead {
        static final List<String> COLUMNS = List.of("name", "value", "unit", "baseline", "ratio", "runs", "min", "max");

        private TableHead() {}
    }

    static double median(List<Double> sorted) {
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .add(BigDecimal.ZERO);
    }
}
