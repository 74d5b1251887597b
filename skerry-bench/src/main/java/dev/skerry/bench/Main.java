package dev.skerry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs one benchmark, or all of them. Exit code 2 for arguments that are not valid, 1 when a benchmark cannot be
/// carried out.
public final class Main {
    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("deploy", new DeployBenchmark());
        ALL.put("rollout", new RolloutBenchmark());
        ALL.put("memory", new MemoryBenchmark());
        ALL.put("start", new StartBenchmark());
        ALL.put("api", new ApiBenchmark());
    }

    private Main() {}

    public static void main(String[] arguments) {
        try {
            var options = Options.parse(arguments);
            var report = new Report(options.json(), System.out, System.err);
            for (var benchmark : chosen(options.name()).entrySet()) {
                var folder = Files.createTempDirectory("bench-" + benchmark.getKey());
                benchmark.getValue().measure(new Bench(options, report, folder));
            }
            report.end();
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2); // exit code
        } catch (IllegalStateException | IOException e) {
            System.err.println("error: the benchmark cannot be carried out: " + e.getMessage());
            System.exit(1); // exit code
        }
    }

    private static Map<String, Benchmark> chosen(String name) {
        if (name.equals("all")) {
            return ALL;
        }
        var one = ALL.get(name);
        if (one == null) {
            throw new IllegalArgumentException(
                    "no benchmark is called '%s'; there are: %s, all".formatted(name, String.join(", ", ALL.keySet())));
        }
        return Map.of(name, one);
    }
}
