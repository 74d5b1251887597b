package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.deployments.CanaryMeter.Look;
import dev.skerry.router.BackendName;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerTraffic;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryMeterTest {
    private static final String OLD = "10.0.1.1";
    private static final String CANARY = "10.0.1.2";
    private static final String OTHER = "10.0.1.3";

    @Test
    void countsOnlyWhatCameSinceTheFirstLook() {
        var meter = CanaryMeter.from(List.of(web(OLD, 1000, 100)));

        assertThat(counts(next(meter, web(OLD, 1000, 100)))).containsExactly(Counts.NONE, Counts.NONE);
        assertThat(counts(next(meter, web(OLD, 1090, 101), web(CANARY, 10, 2))))
                .containsExactly(new Counts(10, 2), new Counts(90, 1));
    }

    @Test
    void addsUpFromLookToLook() {
        var meter = next(CanaryMeter.from(List.of()), web(OLD, 9, 0), web(CANARY, 1, 1));

        assertThat(counts(next(next(meter, web(OLD, 18, 1), web(CANARY, 2, 1)), web(OLD, 20, 1), web(CANARY, 4, 1))))
                .containsExactly(new Counts(4, 1), new Counts(20, 1));
    }

    /// A router that was reloaded or started again counts from nothing.
    @Test
    void takesASmallerNumberForANewBeginning() {
        var meter = next(CanaryMeter.from(List.of()), web(OLD, 90, 3), web(CANARY, 10, 0));

        assertThat(counts(next(meter, web(OLD, 5, 1), web(CANARY, 1, 1))))
                .containsExactly(new Counts(11, 1), new Counts(95, 4));
    }

    @Test
    void remembersAServerThatIsOutOfSightForAMoment() {
        var meter = next(CanaryMeter.from(List.of()), web(CANARY, 10, 0));

        assertThat(counts(next(next(meter), web(CANARY, 12, 0)))).containsExactly(new Counts(12, 0), Counts.NONE);
    }

    @Test
    void addsFurtherPortsAndLeavesOtherGenerationsOut() {
        var port = new Look(new BackendName("web-9000"), new ServerTraffic(new ServerAddress(CANARY, 8080), 5, 5));

        assertThat(counts(next(CanaryMeter.from(List.of()), web(CANARY, 3, 0), port, web(OTHER, 50, 50))))
                .containsExactly(new Counts(8, 5), Counts.NONE);
    }

    private static CanaryMeter next(CanaryMeter meter, Look... looks) {
        return meter.next(List.of(looks), Set.of(CANARY), Set.of(OLD));
    }

    private static List<Counts> counts(CanaryMeter meter) {
        return List.of(meter.canary(), meter.before());
    }

    private static Look web(String ip, long requests, long errors) {
        return new Look(new BackendName("web"), new ServerTraffic(new ServerAddress(ip, 8080), requests, errors));
    }
}
