package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ImageReference;
import dev.skerry.db.TestDatabase;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImages;
import dev.skerry.router.Asked;
import dev.skerry.router.ServerAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyStepTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private static final ServerAddress NEW = new ServerAddress("10.0.1.7", 8080);
    private static final ServerAddress OLD = new ServerAddress("10.0.1.6", 8080);

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 308, 401, 404, 418, 500})
    void takesWhatANewTaskSaysForAnAnswerAndNobodyElses(int status) {
        assertThat(isAnswer(status, Optional.of(NEW))).isTrue();
        assertThat(isAnswer(status, Optional.of(OLD))).isFalse();
        assertThat(isAnswer(status, Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void doesNotTakeForAnAnswerWhatSaysThatThereIsNone(int status) {
        assertThat(isAnswer(status, Optional.of(NEW))).isFalse();
    }

    @Test
    void takesSilenceForNone() {
        assertThat(isAnswer(0, Optional.empty())).isFalse();
    }

    @Test
    void failsADeploymentWhoseApplicationWasNeverReached() {
        var images = new FakeImages();
        images.putRemote(new ImageReference("notes:1"), EngineFixture.image("sha256:" + "a".repeat(64)));
        var fixture = new EngineFixture(DATABASE.get(), folder, images, new FakeContainers());
        fixture.router.answer(new Asked(401, Optional.empty()));

        var deployment = fixture.deploy(fixture.create("notes", "notes:1"));

        assertThat(deployment.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(deployment.error())
                .isEqualTo(
                        "The new release passed its health check but answers no request: GET / gave 401 by the router"
                                + " itself.");
    }

    private static boolean isAnswer(int status, Optional<ServerAddress> server) {
        return VerifyStep.isAnswer(new Asked(status, server), Set.of(NEW));
    }
}
