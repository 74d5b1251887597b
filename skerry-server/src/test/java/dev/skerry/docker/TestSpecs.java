package dev.skerry.docker;

import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.Volume;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Specs for the contract tests, of the smallest services that behave as named.
final class TestSpecs {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private TestSpecs() {}

    static ServiceSpec service(String name, String network, Labels labels, String image) {
        return service(name, network, labels, image, FakeBehaviour.RUNS, 1);
    }

    static ServiceSpec service(
            String name, String network, Labels labels, String image, FakeBehaviour behaviour, int replicas) {
        return new ServiceSpec(
                name,
                image,
                arguments(behaviour),
                Map.of(),
                labels,
                replicas,
                network,
                List.of("web"),
                Resources.UNLIMITED,
                List.of(),
                List.of(),
                health(behaviour),
                GRACE);
    }

    /// With something of everything that costs no place on the host.
    static ServiceSpec rich(String name, String network, Labels labels, String image) {
        return new ServiceSpec(
                name,
                image,
                arguments(FakeBehaviour.RUNS),
                Map.of("B", "x=y", "A", "1"),
                labels,
                1,
                network,
                List.of("web", "other"),
                new Resources(64L * 1024 * 1024, 32L * 1024 * 1024, 500L, 10L),
                List.of(
                        new Volume(name + "-data", "/data", true, labels),
                        new FileContent(name + "-file", "/etc/app.conf", new Secret("hello"), labels)),
                List.of(),
                null,
                GRACE);
    }

    private static List<String> arguments(FakeBehaviour behaviour) {
        return switch (behaviour) {
            case CRASHES -> List.of("sh", "-c", "exit 3");
            case RUNS, STAYS_STARTING, UNHEALTHY, REJECTED -> List.of("sleep", "3600");
        };
    }

    private static @Nullable HealthCommand health(FakeBehaviour behaviour) {
        return switch (behaviour) {
            case STAYS_STARTING -> failing(Duration.ofHours(1));
            case UNHEALTHY -> failing(Duration.ZERO);
            case RUNS, CRASHES, REJECTED -> null;
        };
    }

    private static HealthCommand failing(Duration startPeriod) {
        var second = Duration.ofSeconds(1);
        return new HealthCommand(List.of("false"), second, second, startPeriod, 1);
    }

    static RunSpec run(String name, String image, ContainersContract.Act act, Labels labels, Duration deadline) {
        var resources = new Resources(32L * 1024 * 1024, null, null, null);
        return new RunSpec(name, image, arguments(act), Map.of(), labels, null, List.of(), resources, deadline);
    }

    static List<String> arguments(ContainersContract.Act act) {
        return switch (act) {
            case SPEAKS -> List.of("sh", "-c", "echo hello; echo oops >&2; exit 7");
            case STAYS -> List.of("sh", "-c", "echo hello; exec sleep 3600");
            case GREEDY -> List.of("sh", "-c", "tail /dev/zero");
        };
    }
}
