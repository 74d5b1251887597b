package dev.skerry.bench;

import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.deployments.DeploymentView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Deployments one after another under load, and what was lost meanwhile.
final class Rollout {
    private static final int REQUESTS_PER_SECOND = 400;
    private static final int SWAPS_A_WEBSOCKET = 3;
    private static final int FAILURES_TOLD = 100;
    private static final long AFTER_MILLIS = 5_000;

    /// What loads and what is loaded are compiled while they run, at the price of both cores: what is measured comes
    /// after that. Requests of this time count.
    private static final long BEFORE_MILLIS = 20_000;

    private final Bench bench;
    private final String name;
    private final int runs;
    private final List<DeploymentView> deployments = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Double> durations = new ArrayList<>();

    /// @param name what its figures are called
    /// @param runs how many deployments
    Rollout(Bench bench, String name, int runs) {
        this.bench = bench;
        this.name = name;
        this.runs = runs;
    }

    void run(Subject subject, ApplicationView application, Repository repository) {
        var edge = Edge.of(subject.server(), "notes." + Server.DOMAIN);
        var load = new Load(edge, REQUESTS_PER_SECOND);
        try (load) {
            Bench.pause(BEFORE_MILLIS);
            rollOut(subject, application, repository, edge);
            // The last old generation is drained and removed, too.
            Bench.pause(AFTER_MILLIS);
        }
        failures.addAll(load.failures());
        report(bench.report(), load.sent());
    }

    private void rollOut(Subject subject, ApplicationView application, Repository repository, Edge edge) {
        for (var run = 0; run < runs; run += SWAPS_A_WEBSOCKET) {
            try (var socket = new HeldWebSocket(edge)) {
                for (var swap = run; swap < Math.min(run + SWAPS_A_WEBSOCKET, runs); swap++) {
                    repository.change("%s swap %d".formatted(name, swap));
                    var begin = System.nanoTime();
                    deployments.add(subject.deploy(application));
                    durations.add(Bench.seconds(begin));
                    bench.report().say("deployment %d of %d: %.1f s".formatted(swap + 1, runs, durations.getLast()));
                }
                socket.failure().ifPresent(failures::add);
            }
        }
    }

    private void report(Report report, long sent) {
        failures.stream()
                .limit(FAILURES_TOLD)
                .forEach(failure -> report.say(
                        "%s %s %s: %s".formatted(failure.at(), failure.kind(), where(failure), failure.what())));
        failures.stream()
                .collect(
                        Collectors.groupingBy(failure -> failure.kind() + ": " + failure.what(), Collectors.counting()))
                .forEach((what, count) -> report.say("%d times %s".formatted(count, what)));
        var kept = count(Load.Kind.KEPT);
        var single = count(Load.Kind.SINGLE);
        var http2 = count(Load.Kind.HTTP2);
        report.add(Figure.count(name + ".requests", "requests", sent));
        report.add(Figure.count(name + ".failed", "requests", kept + single + http2));
        report.add(Figure.count(name + ".failed.http1", "requests", kept + single));
        report.add(Figure.count(name + ".failed.http1.kept", "requests", kept));
        report.add(Figure.count(name + ".failed.http1.single", "requests", single));
        report.add(Figure.count(name + ".failed.http2", "requests", http2));
        report.add(Figure.count(name + ".failed.websocket", "connections", count(Load.Kind.WEBSOCKET)));
        report.add(Figure.of(name + ".deployments", "s", durations));
    }

    private long count(Load.Kind kind) {
        return failures.stream().filter(failure -> failure.kind() == kind).count();
    }

    /// Which step of which deployment ran at that moment.
    private String where(Failure failure) {
        var running = deployments.stream()
                .filter(deployment -> !deployment.createdAt().isAfter(failure.at()))
                .toList();
        if (running.isEmpty()) {
            return "before the first deployment";
        }
        var deployment = running.getLast();
        var end = deployment.finishedAt();
        if (end != null && end.isBefore(failure.at())) {
            return "after deployment %d".formatted(deployment.number());
        }
        return deployment.steps().stream()
                .filter(step -> !step.startedAt().isAfter(failure.at()))
                .reduce((_, later) -> later)
                .map(step -> "deployment %d, step %s".formatted(deployment.number(), step.name()))
                .orElse("deployment %d, before its first step".formatted(deployment.number()));
    }
}
