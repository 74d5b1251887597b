package dev.skerry.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How fast the API lists 100 of 1,000 applications with 100,000 deployments in the store, for 64 callers that each ask
/// again as soon as they are answered.
final class ApiBenchmark implements Benchmark {
    private static final int APPLICATIONS = 1_000;
    private static final int DEPLOYMENTS = 100_000;
    private static final int CONNECTIONS = 64;
    private static final int RUNS = 3;
    private static final double WARM_UP_SECONDS = 10;
    private static final double RUN_SECONDS = 10;

    @Override
    public void measure(Bench bench) {
        var repository = new Repository(bench.options().samples().resolve("notes"), bench.makeFolder("notes"));
        try (var subject = Subject.start(bench)) {
            subject.deploy(subject.create("notes", repository));
            Store.fill(subject.server(), "notes", APPLICATIONS, DEPLOYMENTS);
            var uri = subject.server().uri("/api/applications?limit=100");
            bench.report().say("warming up for %.0f s".formatted(WARM_UP_SECONDS));
            round(uri, subject.token(), CONNECTIONS, WARM_UP_SECONDS);
            report(bench, uri, subject.token());
        }
    }

    private static void report(Bench bench, URI uri, String token) {
        var rates = new ArrayList<Double>();
        var medians = new ArrayList<Double>();
        var tails = new ArrayList<Double>();
        for (var run = 1; run <= bench.runs(RUNS); run++) {
            var millis = round(uri, token, CONNECTIONS, RUN_SECONDS);
            rates.add(millis.size() / RUN_SECONDS);
            medians.add(percentile(millis, 0.5));
            tails.add(percentile(millis, 0.99));
            bench.report().say("run %d: %.0f requests/s, p99 %.1f ms".formatted(run, rates.getLast(), tails.getLast()));
        }
        var alone = round(uri, token, 1, RUN_SECONDS / 2);
        bench.report().add(Figure.of("api.rate", "requests/s", rates));
        bench.report().add(Figure.of("api.p50", "ms", medians));
        bench.report().add(Figure.of("api.p99", "ms", tails));
        bench.report().add(Figure.of("api.alone.p99", "ms", percentile(alone, 0.99)));
    }

    /// @return how long each answer took, in milliseconds, sorted
    private static List<Double> round(URI uri, String token, int connections, double seconds) {
        var all = Collections.synchronizedList(new ArrayList<Double>());
        var begin = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<?>>();
            for (var caller = 0; caller < connections; caller++) {
                asked.add(callers.submit(() -> all.addAll(call(uri, token, begin, seconds))));
            }
            for (var each : asked) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the API failed under load: " + e.getMessage(), e);
        }
        Collections.sort(all);
        return all;
    }

    private static List<Double> call(URI uri, String token, long begin, double seconds) throws IOException {
        var millis = new ArrayList<Double>();
        try (var connection = new KeptConnection(uri, token)) {
            while (Bench.seconds(begin) < seconds) {
                var asked = System.nanoTime();
                connection.ask();
                millis.add(Bench.seconds(asked) * 1000);
            }
        }
        return millis;
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }
}
