package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.ServerState.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerPoolTest {
    private static final ServerAddress OLD = new ServerAddress("10.0.0.1", 80);
    private static final ServerAddress NEW = new ServerAddress("10.0.0.2", 80);
    private static final ServerPool EMPTY = ServerPool.empty(new BackendName("web"));
    private static final ServerPool SERVED = EMPTY.with(OLD, Role.SERVING);

    @Test
    void goesThroughARollout() {
        var staged = SERVED.stage(Set.of(NEW));
        var swapped = staged.swap(Set.of(NEW));
        var removed = swapped.remove(Set.of(OLD));

        assertThat(staged.roles()).isEqualTo(Map.of(OLD, Role.SERVING, NEW, Role.STAGED));
        assertThat(swapped.roles()).isEqualTo(Map.of(OLD, Role.DRAINING, NEW, Role.SERVING));
        assertThat(removed.roles()).isEqualTo(Map.of(NEW, Role.SERVING));
    }

    @Test
    void comesToTheSameWhenAStepIsRepeated() {
        var staged = SERVED.stage(Set.of(NEW));
        var swapped = staged.swap(Set.of(NEW));

        assertThat(staged.stage(Set.of(NEW, OLD))).isEqualTo(staged);
        assertThat(swapped.swap(Set.of(NEW))).isEqualTo(swapped);
        assertThat(swapped.remove(Set.of(OLD)).remove(Set.of(OLD))).isEqualTo(swapped.remove(Set.of(OLD)));
    }

    @Test
    void goesBackToServersThatDrain() {
        var swapped = SERVED.stage(Set.of(NEW)).swap(Set.of(NEW));

        assertThat(swapped.swap(Set.of(OLD)).roles()).isEqualTo(Map.of(OLD, Role.SERVING, NEW, Role.DRAINING));
        assertThat(swapped.stage(Set.of(OLD)).roles()).isEqualTo(Map.of(OLD, Role.STAGED, NEW, Role.SERVING));
    }

    @Test
    void leavesCandidatesOutOfASwap() {
        assertThat(SERVED.stage(Set.of(NEW)).swap(Set.of(OLD)).roles())
                .isEqualTo(Map.of(OLD, Role.SERVING, NEW, Role.STAGED));
    }

    @Test
    void splitsAndEndsTheSplitWithTheNextSwap() {
        var split = SERVED.stage(Set.of(NEW)).split(new Split(Set.of(OLD), Set.of(NEW), 25));

        assertThat(split.roles()).isEqualTo(Map.of(OLD, Role.SERVING, NEW, Role.SERVING));
        assertThat(List.of(split.weight(OLD), split.weight(NEW))).containsExactly(3, 1);
        assertThat(split.split(new Split(Set.of(OLD), Set.of(NEW), 25))).isEqualTo(split);
        assertThat(split.swap(Set.of(OLD))).isEqualTo(SERVED.with(NEW, Role.DRAINING));
        assertThat(split.swap(Set.of(OLD, NEW)).weight(NEW)).isEqualTo(100);
    }

    @Test
    void refusesASplitWithAServerThatWasNeverStaged() {
        assertThatThrownBy(() -> SERVED.split(new Split(Set.of(OLD), Set.of(NEW), 25)))
                .isInstanceOf(SkerryException.class);
    }

    @Test
    void refusesToServeWhatWasNeverStaged() {
        assertThatThrownBy(() -> SERVED.swap(Set.of(NEW)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("10.0.0.2:80");
    }

    @Test
    void refusesToForgetWhatServes() {
        assertThatThrownBy(() -> SERVED.remove(Set.of(OLD)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("10.0.0.1:80");
    }
}
