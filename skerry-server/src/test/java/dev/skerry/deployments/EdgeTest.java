package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How often a router is told what it has refused.
class EdgeTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final SkerryException refusal = new SkerryException(ErrorCode.UNPROCESSABLE, "no such option");

    @TempDir
    private static Path folder;

    private EngineFixture fixture;
    private Edge edge;

    @BeforeEach
    void open() {
        fixture = new EngineFixture(DATABASE.get(), folder);
        edge = fixture.assembly.edge;
    }

    @Test
    void leavesARouterInPeaceForThirtySecondsThatRefusedAConfiguration() {
        refuseOnce();
        assertThatThrownBy(edge::catchUp).isSameAs(refusal);

        edge.catchUp();
        fixture.clock.advance(Duration.ofSeconds(29));
        edge.catchUp();
        assertThat(applied()).isEqualTo(1);
        assertThat(fixture.router.config()).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(1));
        edge.catchUp();
        assertThat(applied()).isEqualTo(2);
        assertThat(fixture.router.config()).isPresent();
    }

    @Test
    void beginsTheThirtySecondsAnewWithEachRefusal() {
        refuseOnce();
        assertThatThrownBy(edge::catchUp).isSameAs(refusal);
        fixture.clock.advance(Duration.ofSeconds(30));
        refuseOnce();
        assertThatThrownBy(edge::catchUp).isSameAs(refusal);

        fixture.clock.advance(Duration.ofSeconds(29));
        edge.catchUp();

        assertThat(applied()).isEqualTo(2);
    }

    @Test
    void appliesAnotherConfigurationAtOnce() {
        refuseOnce();
        assertThatThrownBy(edge::catchUp).isSameAs(refusal);

        fixture.create("notes", "notes:1");
        edge.catchUp();

        assertThat(applied()).isEqualTo(2);
        assertThat(fixture.router.route("notes.apps.test", "/")).isPresent();
    }

    @Test
    void appliesWhatWasRefusedAtOnceWhenADeploymentNeedsIt() {
        refuseOnce();
        assertThatThrownBy(edge::catchUp).isSameAs(refusal);

        edge.apply();

        assertThat(fixture.router.config()).isPresent();
    }

    @Test
    void tellsTheRouterNothingTwice() {
        edge.catchUp();
        fixture.clock.advance(Duration.ofDays(1));
        edge.catchUp();

        assertThat(applied()).isEqualTo(1);
    }

    private void refuseOnce() {
        fixture.router.failOnce(refusal);
    }

    private long applied() {
        return fixture.router.calls().stream()
                .filter(call -> call.startsWith("apply"))
                .count();
    }
}
