package dev.skerry.bench;

import java.nio.file.Path;
import java.util.UUID;

/// What somebody without Skerry does by hand: `docker build`, `docker service create`, wait until it is healthy. The
/// same builder, kind of network, sample and interval of health checks as Skerry's.
final class RawDocker implements AutoCloseable {
    private static final String LABEL = "dev.skerry.bench";
    private static final long POLL_MILLIS = 20;
    private static final double PATIENCE_SECONDS = 60;

    private final String id = "skerry-bench-" + UUID.randomUUID().toString().substring(0, 8);
    private final Leftovers leftovers = new Leftovers(LABEL + "=" + id);

    RawDocker() {
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::remove, "remove the baseline"));
        Program.docker("network", "create", "--driver", "overlay", "--attachable", "--label", LABEL + "=" + id, id);
    }

    /// How long the parts took, in seconds.
    record Times(double build, double healthy) {
        double total() {
            return build + healthy;
        }
    }

    /// Builds the folder and runs it beside whatever ran before; then removes what ran before.
    Times deploy(Path folder, String version) {
        var before = leftovers.services();
        var begin = System.nanoTime();
        build(folder, version);
        var built = Bench.seconds(begin);
        var name = id + "-" + version.substring(0, 8);
        create(name, version);
        awaitHealthy(name);
        var total = Bench.seconds(begin);
        before.forEach(service -> Program.docker("service", "rm", service));
        leftovers.awaitContainers(1);
        return new Times(built, total - built);
    }

    @Override
    public void close() {
        leftovers.remove();
    }

    private void build(Path folder, String version) {
        Program.docker(
                "buildx",
                "build",
                "--builder",
                "default",
                "--load",
                "--provenance",
                "false",
                "--progress",
                "plain",
                "--build-arg",
                "VERSION=" + version,
                "--label",
                LABEL + "=" + id,
                "--tag",
                image(version),
                folder.toString());
    }

    private void create(String name, String version) {
        Program.docker(
                "service",
                "create",
                "--detach",
                "--no-resolve-image",
                "--name",
                name,
                "--label",
                LABEL + "=" + id,
                "--container-label",
                LABEL + "=" + id,
                "--network",
                id,
                "--endpoint-mode",
                "dnsrr",
                "--health-cmd",
                "node -e \"fetch('http://127.0.0.1:8080%s').then(r => process.exit(r.ok ? 0 : 1))\""
                        .formatted(Subject.HEALTH_PATH),
                "--health-interval",
                Subject.HEALTH_INTERVAL_SECONDS + "s",
                image(version));
    }

    private static void awaitHealthy(String service) {
        var begin = System.nanoTime();
        while (Program.docker(
                        "container",
                        "ls",
                        "--quiet",
                        "--filter",
                        "label=com.docker.swarm.service.name=" + service,
                        "--filter",
                        "health=healthy")
                .isEmpty()) {
            if (Bench.seconds(begin) > PATIENCE_SECONDS) {
                throw new IllegalStateException("the baseline's service %s did not become healthy".formatted(service));
            }
            Bench.pause(POLL_MILLIS);
        }
    }

    private String image(String version) {
        return id + ":" + version.substring(0, 8);
    }
}
