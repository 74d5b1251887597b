package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = Cancellation.never();

    @Test
    void letsWorkGoOnUntilCancelled() {
        cancellation.check();
        cancellation.sleep(Duration.ofMillis(1));

        assertThat(cancellation.isCancelled()).isFalse();
    }

    @Test
    void keepsTheFirstReason() {
        cancellation.cancel("a newer push");
        cancellation.cancel("something else");

        assertThatThrownBy(cancellation::check)
                .isInstanceOf(CancelledException.class)
                .hasMessage("a newer push");
    }

    @Test
    void tellsADeadlineFromAWish() {
        var wished = Cancellation.never();
        wished.cancel("enough");
        cancellation.expire(Duration.ofMinutes(35));

        assertThat(wished.isOverdue()).isFalse();
        assertThat(cancellation.isOverdue()).isTrue();
        assertThatThrownBy(cancellation::check).hasMessage("The deadline of 35 minutes was over.");
    }

    @Test
    void isCancelledWithTheOneItFollowsAndForItsReason() {
        var late = Cancellation.never();
        var left = Cancellation.never();
        late.follow(cancellation);
        left.follow(cancellation).close();
        cancellation.expire(Duration.ofSeconds(90));

        assertThat(late.isOverdue()).isTrue();
        assertThatThrownBy(late::check).hasMessage("The deadline of 90 s was over.");
        assertThat(left.isCancelled()).isFalse();
    }

    @Test
    void endsASleepAtOnce() {
        Thread.startVirtualThread(() -> cancellation.cancel("stop"));

        assertThatThrownBy(() -> cancellation.sleep(Duration.ofHours(1))).isInstanceOf(CancelledException.class);
    }

    @Test
    void runsWhatIsRegisteredAndNotWhatWasTakenBack() {
        var ran = new ArrayList<String>();
        cancellation.onCancel(() -> ran.add("kept"));
        cancellation.onCancel(() -> ran.add("closed")).close();
        cancellation.cancel("stop");
        cancellation.onCancel(() -> ran.add("late"));

        assertThat(ran).containsExactly("kept", "late");
    }
}
