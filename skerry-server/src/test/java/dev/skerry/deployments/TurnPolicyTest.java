package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.deployments.TurnPolicy.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnPolicyTest {
    private static final TurnPolicy THREE = new TurnPolicy(3, 512L << 20);

    @ParameterizedTest
    @CsvSource({
        // Nothing runs: the first always begins, and as many more as memory is there for.
        "0,0,1",
        "0,511,1",
        "0,1023,1",
        "0,1024,2",
        "0,1536,3",
        "0,100000,3",
        // One runs: each further one needs its own.
        "1,512,1",
        "1,1023,1",
        "1,1024,2",
        "1,100000,2",
        "2,512,1",
    })
    void letsAsManyBeginAsThereArePlacesAndMemoryFor(int running, long megabytes, int more) {
        assertThat(THREE.judge(running, OptionalLong.of(megabytes << 20))).isEqualTo(new Verdict(more, ""));
    }

    @Test
    void saysThatMemoryIsShort() {
        assertThat(THREE.judge(1, OptionalLong.of((512L << 20) - 1)))
                .isEqualTo(
                        new Verdict(
                                0,
                                "511 MB of memory are available, and a deployment beside others needs 512 (SKERRY_DEPLOYMENT_MEMORY_MB)"));
    }

    @Test
    void saysThatEveryPlaceIsTaken() {
        var all = new Verdict(0, "3 deployments run, and no more do at once (SKERRY_DEPLOYMENTS_AT_ONCE)");
        assertThat(THREE.judge(3, OptionalLong.of(Long.MAX_VALUE))).isEqualTo(all);
        assertThat(THREE.judge(4, OptionalLong.empty()).more()).isZero();
    }

    @Test
    void asksForNoMemoryWhereItIsNotToOrNobodyCanTell() {
        assertThat(new TurnPolicy(3, 0).judge(1, OptionalLong.of(0))).isEqualTo(new Verdict(2, ""));
        assertThat(THREE.judge(1, OptionalLong.empty())).isEqualTo(new Verdict(2, ""));
    }
}
