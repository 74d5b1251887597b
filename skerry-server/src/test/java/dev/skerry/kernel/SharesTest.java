package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final Shares shares = new Shares("doors", 2, 3, Duration.ofSeconds(7));

    @Test
    void givesEachHolderSoManyAndNoMore() {
        var first = shares.take("ann");
        shares.take("ann");

        refuses("ann", "You have 2 doors open");
        shares.take("bob");

        first.close();
        first.close();
        shares.take("ann");
        refuses("ann", "You have 2 doors open");
    }

    @Test
    void givesAllTogetherSoManyAndNoMore() {
        shares.take("ann");
        shares.take("bob");
        shares.take("cid");

        refuses("dan", "The server has 3 doors open");
    }

    private void refuses(String holder, String why) {
        assertThatThrownBy(() -> shares.take(holder)).isInstanceOfSatisfying(SkerryException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(e).hasMessageContaining(why);
        });
    }
}
