package dev.skerry.bench;

import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The wall time of a deployment of a small change, against the same by hand, in turns so that both see the same
/// machine.
final class DeployBenchmark implements Benchmark {
    private static final int RUNS = 10;

    private final Map<String, List<Double>> steps = new LinkedHashMap<>();
    private final List<Double> totals = new ArrayList<>();
    private final List<Double> onServer = new ArrayList<>();
    private final List<RawDocker.Times> baselines = new ArrayList<>();

    @Override
    public void measure(Bench bench) {
        var repository = new Repository(bench.options().samples().resolve("notes"), bench.makeFolder("notes"));
        try (var subject = Subject.start(bench);
                var raw = new RawDocker()) {
            var application = subject.create("notes", repository);
            subject.deploy(application);
            raw.deploy(repository.folder(), repository.change("warm-up"));
            for (var run = 1; run <= bench.runs(RUNS); run++) {
                baselines.add(raw.deploy(repository.folder(), repository.change("raw " + run)));
                repository.change("skerry " + run);
                var begin = System.nanoTime();
                var deployment = subject.deploy(application);
                totals.add(Bench.seconds(begin));
                take(deployment);
                bench.report()
                        .say("run %d: %.2f s, by hand %.2f s"
                                .formatted(
                                        run,
                                        totals.getLast(),
                                        baselines.getLast().total()));
                // The router's container and the one task that serves.
                subject.server().leftovers().awaitContainers(2);
            }
        }
        report(bench.report());
    }

    private void take(DeploymentView deployment) {
        onServer.add(between(deployment.createdAt(), Objects.requireNonNull(deployment.finishedAt())));
        var last = deployment.createdAt();
        var first = deployment.steps().getFirst().startedAt();
        sample("queue", between(last, first));
        for (var step : deployment.steps()) {
            sample(step.name(), between(step.startedAt(), end(step)));
        }
        sample("end", between(end(deployment.steps().getLast()), Objects.requireNonNull(deployment.finishedAt())));
    }

    private void report(Report report) {
        report.add(new Figure(
                "deploy.total",
                "s",
                totals,
                baselines.stream().map(RawDocker.Times::total).toList()));
        report.add(Figure.of("deploy.server", "s", onServer));
        steps.forEach((name, samples) -> report.add(new Figure("deploy.step." + name, "s", samples, baseline(name))));
    }

    /// The step that does by itself what a part of the baseline does.
    private List<Double> baseline(String step) {
        return switch (step) {
            case "build" -> baselines.stream().map(RawDocker.Times::build).toList();
            case "health" -> baselines.stream().map(RawDocker.Times::healthy).toList();
            default -> List.of();
        };
    }

    private void sample(String name, double seconds) {
        steps.computeIfAbsent(name, _ -> new ArrayList<>()).add(seconds);
    }

    private static Instant end(StepView step) {
        return Objects.requireNonNull(step.finishedAt(), step.name());
    }

    private static double between(Instant from, Instant to) {
        return Bench.seconds(Duration.between(from, to));
    }
}
