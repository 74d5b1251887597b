package dev.skerry.bench;

/// Deploys an application that dies at once on SIGTERM again and again under load: in one task, then in several.
final class RolloutBenchmark implements Benchmark {
    private static final int RUNS = 50;
    private static final int TASKS = 4;

    /// Each takes as many containers, and as long, as several with one task.
    private static final int SHARE_OF_TASKS = 5;

    @Override
    public void measure(Bench bench) {
        var repository = new Repository(bench.options().samples().resolve("notes"), bench.makeFolder("notes"));
        try (var subject = Subject.start(bench)) {
            var application = subject.create("notes", repository);
            subject.set(application, "SHUTDOWN", "abrupt");
            subject.deploy(application);
            new Rollout(bench, "rollout", bench.runs(RUNS)).run(subject, application, repository);
            subject.scale(application, TASKS);
            new Rollout(bench, "rollout.tasks" + TASKS, Math.max(1, bench.runs(RUNS) / SHARE_OF_TASKS))
                    .run(subject, application, repository);
        }
    }
}
