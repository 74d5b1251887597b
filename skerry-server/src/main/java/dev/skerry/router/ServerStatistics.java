package dev.skerry.router;

import dev.skerry.router.ServerState.Health;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One server of one worker, as `show stat` reports it (docs.haproxy.org/2.6/management.html, section 9.1).
///
/// @param status `UP`, `UP 1/3`, `DOWN`, `MAINT`, ...
/// @param check the last check, such as `L7STS/503 in 2ms`; empty before the first
/// @param answers it gave, whatever their status
/// @param errors among those, by 500 or above
/// @param failures no connection, no answer or half of one, or a request that was led elsewhere for that
record ServerStatistics(
        String backend,
        String server,
        String status,
        int weight,
        int sessions,
        String check,
        long answers,
        long errors,
        long failures) {
    private static final List<String> ANSWERS =
            List.of("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other");
    private static final List<String> FAILURES = List.of("econ", "eresp", "wredis");

    static List<ServerStatistics> parse(String answer) {
        var lines = answer.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
            return List.of();
        }
        var places = places(cells(lines.getFirst().substring(2)));
        return lines.stream()
                .skip(1)
                .map(line -> server(new Row(places, cells(line))))
                .toList();
    }

    /// UNKNOWN until the first check: HAProxy itself takes a new server for up.
    Health health() {
        if (check.isEmpty() || isStopped()) {
            return Health.UNKNOWN;
        }
        return status.startsWith("DOWN") ? Health.DOWN : Health.UP;
    }

    /// Whether it is being taken away and gets neither checks nor requests.
    boolean isStopped() {
        return status.startsWith("MAINT");
    }

    /// Empty for what is no server of ours.
    Optional<ServerTraffic> traffic() {
        return ServerLine.address(server)
                .map(address -> new ServerTraffic(address, answers + failures, errors + failures));
    }

    /// A line of some ninety cells of which a few are wanted.
    private record Row(Map<String, Integer> places, List<String> cells) {
        String text(String column) {
            var place = places.get(column);
            return place == null || place >= cells.size() ? "" : cells.get(place);
        }

        long sum(List<String> columns) {
            return columns.stream().mapToLong(this::count).sum();
        }

        long count(String column) {
            var cell = text(column);
            return cell.isEmpty() ? 0 : Long.parseLong(cell);
        }

        int number(String column) {
            var cell = text(column);
            return cell.isEmpty() ? 0 : Integer.parseInt(cell);
        }
    }

    private static Map<String, Integer> places(List<String> columns) {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
        return places;
    }

    private static ServerStatistics server(Row row) {
        return new ServerStatistics(
                row.text("pxname"),
                row.text("svname"),
                row.text("status"),
                row.number("weight"),
                row.number("scur"),
                check(row),
                row.sum(ANSWERS),
                row.count("hrsp_5xx"),
                row.sum(FAILURES));
    }

    /// `* ` before the status says that a check runs just now; INI and UNK that none has ended.
    private static String check(Row row) {
        var status = row.text("check_status").replace("* ", "");
        if (status.isEmpty() || status.equals("INI") || status.equals("UNK")) {
            return "";
        }
        var code = row.text("check_code");
        var detail = row.text("last_chk");
        return status
                + (code.isEmpty() ? "" : "/" + code)
                + " in %dms".formatted(row.number("check_duration"))
                + (detail.isEmpty() ? "" : " (%s)".formatted(detail));
    }

    /// Comma-separated, `"` around what holds a comma or a quotation mark, which is doubled then.
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < line.length(); i++) {
            var next = line.charAt(i);
            if (quoted && next == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (next == '"') {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(next);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
