package dev.skerry.bench;

import java.util.List;
import java.util.stream.LongStream;

/// The memory of an idle installation: each process's proportional share (PSS), so that shared pages count once.
final class MemoryBenchmark implements Benchmark {
    private static final int RUNS = 2;
    private static final int IDLE_SECONDS_A_RUN = 30;

    @Override
    public void measure(Bench bench) {
        try (var subject = Subject.start(bench)) {
            var server = subject.server();
            var idle = Math.min(bench.runs(RUNS), RUNS) * IDLE_SECONDS_A_RUN;
            bench.report().say("idle for %d s".formatted(idle));
            Bench.pause(idle * 1000L);
            var report = bench.report();
            report.add(
                    megabytes("memory.jvm", LongStream.of(server.pid()).boxed().toList()));
            report.add(megabytes("memory.postgres", withDescendants(postmaster(server))));
            report.add(megabytes("memory.router", withDescendants(router(server))));
        }
    }

    private static Figure megabytes(String name, List<Long> processes) {
        return Figure.of(
                name,
                "MB",
                processes.stream().mapToLong(ProcessMemory::pssKilobytes).sum() / 1024.0);
    }

    private static long postmaster(Server server) {
        return Long.parseLong(
                server.read("postgres/data/postmaster.pid").lines().findFirst().orElseThrow());
    }

    private static long router(Server server) {
        return Long.parseLong(
                Program.docker("container", "inspect", "--format", "{{.State.Pid}}", server.routerContainer())
                        .getFirst());
    }

    private static List<Long> withDescendants(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
        return LongStream.concat(LongStream.of(pid), process.descendants().mapToLong(ProcessHandle::pid))
                .boxed()
                .toList();
    }
}
