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
        var columns = cells(lines.getFirst().substring(2));
        return lines.stream().skip(1).map(line -> row(columns, cells(line))).toList();
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

    private static ServerStatistics row(List<String> columns, List<String> cells) {
        var row = new HashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return new ServerStatistics(
                row.getOrDefault("pxname", ""),
                row.getOrDefault("svname", ""),
                row.getOrDefault("status", ""),
                number(row, "weight"),
                number(row, "scur"),
                check(row),
                sum(row, ANSWERS),
                count(row, "hrsp_5xx"),
                sum(row, FAILURES));
    }

    /// `* ` before the status says that a check runs just now; INI and UNK that none has ended.
    private static String check(Map<String, String> row) {
        var status = row.getOrDefault("check_status", "").replace("* ", "");
        if (status.isEmpty() || status.equals("INI") || status.equals("UNK")) {
            return "";
        }
        var code = row.getOrDefault("check_code", "");
        var detail = row.getOrDefault("last_chk", "");
        return status
                + (code.isEmpty() ? "" : "/" + code)
                + " in %dms".formatted(number(row, "check_duration"))
                + (detail.isEmpty() ? "" : " (%s)".formatted(detail));
    }

    private static int number(Map<String, String> row, String column) {
        var cell = row.getOrDefault(column, "");
        return cell.isEmpty() ? 0 : Integer.parseInt(cell);
    }

    private static long sum(Map<String, String> row, List<String> columns) {
        return columns.stream().mapToLong(column -> count(row, column)).sum();
    }

    private static long count(Map<String, String> row, String column) {
        var cell = row.getOrDefault(column, "");
        return cell.isEmpty() ? 0 : Long.parseLong(cell);
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
