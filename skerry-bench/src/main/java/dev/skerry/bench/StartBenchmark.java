package dev.skerry.bench;

import java.util.ArrayList;
import java.util.List;

/// From the start of the server's process to the first 200 of /api/health.
final class StartBenchmark implements Benchmark {
    private static final int RUNS = 5;
    private static final int COLD_RUNS = 3;

    @Override
    public void measure(Bench bench) {
        cold(bench);
        warm(bench);
    }

    /// On an empty state: PostgreSQL is unpacked, a database made, the router's container created.
    private static void cold(Bench bench) {
        var samples = new ArrayList<Double>();
        for (var run = 1; run <= bench.runs(COLD_RUNS); run++) {
            try (var server = server(bench, "cold-" + run)) {
                samples.add(server.start());
                bench.report().say("cold %d: %.2f s".formatted(run, samples.getLast()));
            }
        }
        bench.report().add(Figure.of("start.cold", "s", samples));
    }

    private static void warm(Bench bench) {
        try (var server = server(bench, "warm")) {
            server.start();
            var report = bench.report();
            report.add(Figure.of("start.warm", "s", afterStops(bench, server, server.command())));
            report.add(Figure.of("start.warm.noaot", "s", afterStops(bench, server, withoutCache(server.command()))));
            report.add(Figure.of("start.takeover", "s", afterKills(bench, server)));
        }
    }

    /// After an orderly stop: PostgreSQL is started, too.
    private static List<Double> afterStops(Bench bench, Server server, List<String> command) {
        var samples = new ArrayList<Double>();
        for (var run = 1; run <= bench.runs(RUNS); run++) {
            server.stop();
            samples.add(server.start(command));
            bench.report().say("warm %d: %.2f s".formatted(run, samples.getLast()));
        }
        return samples;
    }

    /// After a kill -9: PostgreSQL goes on and is taken over.
    private static List<Double> afterKills(Bench bench, Server server) {
        var samples = new ArrayList<Double>();
        for (var run = 1; run <= bench.runs(RUNS); run++) {
            server.kill();
            samples.add(server.start());
            bench.report().say("database running %d: %.2f s".formatted(run, samples.getLast()));
        }
        return samples;
    }

    private static List<String> withoutCache(List<String> command) {
        return command.stream()
                .filter(argument -> !argument.startsWith("-XX:AOTCache"))
                .toList();
    }

    private static Server server(Bench bench, String name) {
        return new Server(
                bench.makeFolder(name), bench.folder(), bench.options().server());
    }
}
