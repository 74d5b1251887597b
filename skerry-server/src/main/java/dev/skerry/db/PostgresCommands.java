package dev.skerry.db;

import dev.skerry.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The command lines of the server's programs, without the user they run as.
final class PostgresCommands {
    /// Small and durable. Figures are for a control plane: some hundred transactions a second, few connections.
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            // Nothing that was committed is lost, whatever is pulled.
            Map.entry("fsync", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("synchronous_commit", "on"),
            // Reachable from this machine alone.
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            // Memory: 16 MB in all while idle, and 2 to 4 MB for each connection.
            Map.entry("shared_buffers", "24MB"),
            Map.entry("max_connections", "30"),
            Map.entry("work_mem", "4MB"),
            Map.entry("maintenance_work_mem", "32MB"),
            Map.entry("effective_cache_size", "256MB"),
            Map.entry("huge_pages", "off"),
            Map.entry("jit", "off"),
            Map.entry("io_method", "sync"),
            Map.entry("max_worker_processes", "2"),
            Map.entry("max_parallel_workers", "0"),
            Map.entry("max_logical_replication_workers", "0"),
            Map.entry("autovacuum_max_workers", "1"),
            Map.entry("autovacuum_worker_slots", "2"),
            Map.entry("max_wal_senders", "2"),
            Map.entry("max_replication_slots", "2"),
            // Disk.
            Map.entry("max_wal_size", "256MB"),
            Map.entry("min_wal_size", "32MB"),
            // A log for people: one clock, no values of rows or parameters, as these may be secret.
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_parameter_max_length", "0"));

    private PostgresCommands() {}

    /// The built-in locale sorts by code point, alike on every machine and in every version.
    static Command initialise(Cluster cluster, Path data, Path passwordFile) {
        var isThrownAway = "off".equals(cluster.settings().get("fsync"));
        return Command.of(program(cluster, "initdb"))
                .with("--pgdata", data.toString(), "--username", Cluster.NAME, "--pwfile", passwordFile.toString())
                .with("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C")
                .with("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")
                .with("--data-checksums", "--no-instructions")
                .with(isThrownAway ? List.of("--no-sync") : List.of());
    }

    /// Sorted, so that the line of a running server can be compared.
    static Command serve(Cluster cluster) {
        var settings = new TreeMap<>(SETTINGS);
        settings.putAll(cluster.settings());
        settings.put("port", Integer.toString(cluster.port()));
        return Command.of(program(cluster, "postgres"), "-D", cluster.data().toString())
                .with(settings.entrySet().stream()
                        .flatMap(entry -> List.of("-c", entry.getKey() + "=" + entry.getValue()).stream())
                        .toList());
    }

    /// @param mode `fast` rolls open transactions back, `immediate` leaves recovery to the next start
    static Command stop(Cluster cluster, String mode) {
        return Command.of(program(cluster, "pg_ctl"), "stop", "--no-wait")
                .with("--pgdata", cluster.data().toString(), "--mode", mode);
    }

    private static String program(Cluster cluster, String name) {
        return cluster.binaries().program(name).toString();
    }
}
