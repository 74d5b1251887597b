package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.docker.StepPlace.OutOfReach;
import dev.skerry.docker.StepPlace.OwnGroup;
import dev.skerry.docker.StepPlace.SharedGroup;
import dev.skerry.docker.StepPlace.StepGroups;
import org.junit.jupiter.api.Test;

class StepPlaceTest {
    private static final String LOCAL = "unix:///var/run/docker.sock";
    private static final ApiVersion ENGINE_20_10 = new ApiVersion(1, 41);
    private static final ApiVersion ENGINE_23 = new ApiVersion(1, 42);
    private static final ApiVersion ENGINE_28 = new ApiVersion(1, 51);

    @Test
    void isBelowTheParentABuildNamesWhateverTheDriver() {
        for (var driver : new String[] {"cgroupfs", "systemd"}) {
            assertThat(StepPlace.of(LOCAL, ENGINE_23, driver, true)).isEqualTo(new OwnGroup());
            assertThat(StepPlace.of(LOCAL, ENGINE_28, driver, true)).isEqualTo(new OwnGroup());
        }
    }

    @Test
    void dependsOnTheDriverWhereTheParentIsIgnored() {
        assertThat(StepPlace.of(LOCAL, ENGINE_20_10, "cgroupfs", true)).isEqualTo(new SharedGroup("docker/buildkit"));
        assertThat(StepPlace.of(LOCAL, ENGINE_20_10, "systemd", true))
                .isEqualTo(new StepGroups("system.slice:docker:"));
        assertThat(StepPlace.of(LOCAL, ENGINE_20_10, "none", true)).isInstanceOf(OutOfReach.class);
    }

    @Test
    void isOutOfReachOnOtherMachinesAndWithoutTheRight() {
        for (var api : new ApiVersion[] {ENGINE_20_10, ENGINE_23}) {
            for (var driver : new String[] {"cgroupfs", "systemd"}) {
                assertThat(StepPlace.of("tcp://10.0.0.1:2375", api, driver, true))
                        .isEqualTo(new OutOfReach("the engine is on another machine"));
                assertThat(StepPlace.of(LOCAL, api, driver, false)).isInstanceOf(OutOfReach.class);
            }
        }
    }

    @Test
    void leavesAShareOfTheMachineToWhatServes() {
        assertThat(BuildShare.of(4L << 30, 1)).isEqualTo(new Resources(3L << 30, null, 800L, null));
        assertThat(BuildShare.of(4L << 30, 2)).isEqualTo(new Resources(3L << 30, null, 1800L, null));
        assertThat(BuildShare.of(64L << 30, 16)).isEqualTo(new Resources(48L << 30, null, 14_400L, null));
    }

    @Test
    void givesABuildNoMoreThanTheShare() {
        var share = new Resources(100L, null, 1000L, null);

        assertThat(BuildShare.within(share, Resources.UNLIMITED)).isEqualTo(share);
        assertThat(BuildShare.within(share, new Resources(50L, null, 2000L, null)))
                .isEqualTo(new Resources(50L, null, 1000L, null));
    }
}
