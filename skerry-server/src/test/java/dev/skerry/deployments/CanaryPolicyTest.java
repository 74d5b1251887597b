package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.Canary;
import dev.skerry.api.values.Percentage;
import dev.skerry.api.values.RequestCount;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.Share;
import dev.skerry.deployments.CanaryPolicy.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryPolicyTest {
    private static final CanaryPolicy POLICY = CanaryPolicy.of(Canary.DEFAULT);

    @Test
    void hasSaneDefaults() {
        assertThat(POLICY).isEqualTo(new CanaryPolicy(List.of(10, 50), Duration.ofSeconds(30), 5, 20));
        assertThat(CanaryPolicy.of(
                        new Canary(List.of(new Share(1)), new Seconds(3600), new Percentage(0), new RequestCount(1))))
                .isEqualTo(new CanaryPolicy(List.of(1), Duration.ofHours(1), 0, 1));
    }

    /// With 20 requests to be judged, and 5 % more errors allowed than before.
    @ParameterizedTest
    @CsvSource({
        "20,   1,  180,  0,   false",
        "20,   2,  180,  0,   true",
        "19,   19, 180,  0,   false",
        "100,  5,  900,  0,   false",
        "100,  6,  900,  0,   true",
        "100,  50, 900,  450, false",
        "100,  55, 900,  450, false",
        "100,  56, 900,  450, true",
        "100,  99, 19,   19,  true",
        "100,  99, 20,   20,  false",
        "20,   2,  0,    0,   true",
    })
    void turnsBackWhatFailsMoreThanTheReleaseBefore(
            long requests, long errors, long requestsBefore, long errorsBefore, boolean fails) {
        var canary = new Counts(requests, errors);
        var before = new Counts(requestsBefore, errorsBefore);

        var early = POLICY.judge(canary, before, Duration.ofSeconds(1));
        var late = POLICY.judge(canary, before, Duration.ofSeconds(30));

        assertThat(early).isInstanceOf(fails ? Verdict.Failed.class : Verdict.Watching.class);
        assertThat(late instanceof Verdict.Failed).isEqualTo(fails);
    }

    @Test
    void saysWhatItCounted() {
        assertThat(POLICY.judge(new Counts(40, 12), new Counts(360, 1), Duration.ZERO))
                .isEqualTo(
                        new Verdict.Failed("12 of 40 requests (30.0 %) of the new release failed, and 1 of 360 requests"
                                + " (0.3 %) of the one before; it may be 5 % more"));
        assertThat(POLICY.judge(new Counts(40, 1), new Counts(360, 1), Duration.ofSeconds(30)))
                .isEqualTo(
                        new Verdict.Passed("1 of 40 requests (2.5 %) of the new release failed, and 1 of 360 requests"
                                + " (0.3 %) of the one before"));
    }

    @Test
    void letsPassWhatItCannotJudgeAndSaysSo() {
        assertThat(POLICY.judge(new Counts(3, 3), Counts.NONE, Duration.ofSeconds(29)))
                .isEqualTo(new Verdict.Watching());
        assertThat(POLICY.judge(new Counts(3, 3), Counts.NONE, Duration.ofSeconds(30)))
                .isEqualTo(new Verdict.Unjudged("too few requests to judge, 3 of 20"));
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "50, 1", "5, 0", "20, 1", "90, 1"})
    void goesOnWhereItWas(int weight, int index) {
        assertThat(POLICY.goesOnAt(weight)).isEqualTo(index);
    }
}
