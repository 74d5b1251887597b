package dev.skerry.cli.output;

import dev.skerry.api.WireTypes;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.ProcessView;
import dev.skerry.api.deployments.ReleaseView;
import dev.skerry.api.deployments.StepView;
import dev.skerry.api.domains.CertificateView;
import dev.skerry.api.monitoring.RequestPoint;
import dev.skerry.api.runs.RunView;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a table shows of a type: of most all that fits into a cell, of some a choice, which may go into their parts.
/// Where a column goes into the elements of a list, each element gets a row.
record Columns(List<Column> all) {
    private static final Map<Class<?>, List<String>> CHOSEN = Map.of(
            ApplicationView.class, List.of("ref", "status", "release", "urls", "createdAt"),
            CertificateView.class, List.of("id", "name", "names", "issuer", "notAfter", "createdAt"),
            DeploymentView.class,
                    List.of("id", "application", "number", "status", "trigger", "commit", "release", "createdAt"),
            ProcessView.class,
                    List.of(
                            "name",
                            "replicas",
                            "tasks.id",
                            "tasks.state",
                            "tasks.release",
                            "tasks.role",
                            "tasks.since",
                            "tasks.exitCode",
                            "tasks.error",
                            "command"),
            ReleaseView.class, List.of("version", "live", "commit", "image", "createdAt"),
            RequestPoint.class,
                    List.of(
                            "time",
                            "counts.requests",
                            "counts.success",
                            "counts.redirect",
                            "counts.clientError",
                            "counts.serverError",
                            "counts.aborted",
                            "counts.bytes",
                            "counts.p50",
                            "counts.p95",
                            "counts.p99"),
            RunView.class, List.of("id", "application", "command", "status", "exitCode", "createdAt", Spans.TOOK),
            StepView.class, List.of("name", "status", "startedAt", Spans.TOOK, "detail"),
            VariableView.class, List.of("name", "value", "plain", "changedAt"));

    Columns {
        all = List.copyOf(all);
    }

    /// The way from the type to a value, and the component it ends in.
    record Column(List<String> path, RecordComponent component) {
        Column {
            path = List.copyOf(path);
        }

        JsonNode value(JsonNode row) {
            var value = row;
            for (var name : path) {
                value = value.path(name);
            }
            return value;
        }

        String header() {
            var name =
                    path.size() == 2 && component.getName().equals("id") ? singular(path.getFirst()) : path.getLast();
            return Views.words(name).toUpperCase(Locale.ROOT);
        }

        private static String singular(String plural) {
            return plural.substring(0, plural.length() - 1);
        }
    }

    static Columns of(Class<?> type) {
        var chosen = CHOSEN.get(type);
        if (chosen == null) {
            return new Columns(Arrays.stream(type.getRecordComponents())
                    .filter(Columns::fitsIntoCell)
                    .map(component -> new Column(List.of(component.getName()), component))
                    .toList());
        }
        return new Columns(chosen.stream()
                .flatMap(path -> column(type, List.of(path.split("\\."))).stream())
                .toList());
    }

    /// Each item, or each of the elements of its list that is looked into, together with the item.
    List<JsonNode> rows(JsonNode items) {
        var rows = items.valueStream().map(Spans::withTook).toList();
        for (var name : all.stream()
                .filter(column -> column.path().size() > 1)
                .map(column -> column.path().getFirst())
                .distinct()
                .toList()) {
            rows = rows.stream().flatMap(row -> perElement(row, name)).toList();
        }
        return rows;
    }

    private static Stream<JsonNode> perElement(JsonNode row, String name) {
        var list = row.path(name);
        if (!(row instanceof ObjectNode object) || !list.isArray() || list.isEmpty()) {
            return Stream.of(row);
        }
        return list.valueStream().map(element -> object.deepCopy().set(name, element));
    }

    /// Empty where a component has gone.
    private static List<Column> column(Class<?> type, List<String> path) {
        var inside = type;
        var way = new ArrayList<String>();
        for (var name : path) {
            way.add(name);
            var component = Arrays.stream(Spans.in(inside, name).getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(name))
                    .findFirst();
            if (component.isEmpty()) {
                return List.of();
            }
            if (way.size() == path.size()) {
                return List.of(new Column(path, component.get()));
            }
            inside = element(component.get());
        }
        return List.of();
    }

    /// What a list is of; the type itself where it is none.
    static Class<?> element(RecordComponent component) {
        var type = component.getGenericType();
        var plain = WireTypes.raw(type);
        return plain == List.class ? WireTypes.raw(WireTypes.arguments(type).getFirst()) : plain;
    }

    private static boolean fitsIntoCell(RecordComponent component) {
        var type = WireTypes.raw(component.getGenericType());
        return type == List.class
                ? !WireTypes.isStructure(element(component))
                : type != Map.class && !WireTypes.isStructure(type);
    }
}
