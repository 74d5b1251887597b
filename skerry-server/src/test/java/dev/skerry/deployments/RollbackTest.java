package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.ListReleases;
import dev.skerry.api.deployments.ReleaseView;
import dev.skerry.api.deployments.RollBack;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ReleaseVersion;
import dev.skerry.db.TestDatabase;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImages;
import dev.skerry.docker.ImageState;
import dev.skerry.docker.Labels;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Which releases can be gone back to. This installation keeps two of each application.
class RollbackTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String BY_DIGEST = "notes@sha256:" + "a".repeat(64);

    @TempDir
    private static Path folder;

    private final FakeImages images = new FakeImages();
    private final String[] built = {built(), built(), built(), built()};
    private EngineFixture fixture;
    private ApplicationRef notes;

    @BeforeEach
    void open() {
        fixture = new EngineFixture(DATABASE.get(), folder, images, new FakeContainers());
        notes = fixture.create("notes", "notes:1");
    }

    @Test
    void refusesAtOnceAReleaseWhoseImageWasCollected() {
        fourReleases();
        fixture.assembly.collector().run();

        assertThatThrownBy(() -> back(1))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessage("Release v1 of 'default.production.notes' cannot be started again: its image was removed"
                        + " by the clean-up, which keeps those of the newest releases. Releases that can are those marked"
                        + " restorable in 'skerry releases default.production.notes'; or build it again by"
                        + " 'skerry deploy default.production.notes --ref c0ffee'.");
        assertThat(restorable()).containsExactly(4, 3);
        assertThat(back(3)).isEqualTo(DeploymentStatus.PENDING);
    }

    @Test
    void refusesAtOnceAReleaseWhoseImageSomebodyElseRemoved() {
        fourReleases();
        images.remove(built[2]);

        assertThatThrownBy(() -> back(null))
                .hasMessageStartingWith("Release v3 of 'default.production.notes' cannot be started again: its image is"
                        + " no longer on this server.");
        assertThat(restorable()).containsExactly(4, 2, 1);
    }

    @Test
    void goesBackToAReleaseWhoseImageARegistryHas() {
        fixture.release(notes, BY_DIGEST);
        fixture.serve(notes, release(built[0]));

        assertThat(restorable()).containsExactly(2, 1);
        assertThat(back(null)).isEqualTo(DeploymentStatus.PENDING);
    }

    @Test
    void keepsTheImageOfTheReleaseThatAStoppedApplicationStartsWith() {
        var first = release(built[0]);
        for (var image : List.of(built[1], built[2], built[3])) {
            release(image);
        }
        fixture.serve(notes, first);
        fixture.deployments.stop(fixture.actor, new ApplicationInput(notes));
        fixture.gone(generation());

        fixture.assembly.collector().run();

        assertThat(restorable()).containsExactly(4, 3, 1);
        assertThat(fixture.deployments
                        .start(fixture.actor, new ApplicationInput(notes))
                        .status())
                .isEqualTo(DeploymentStatus.PENDING);
    }

    @Test
    void keepsAnImageThatAnOldReleaseSharesWithOneThatIsKept() {
        release(built[0]);
        release(built[1]);
        release(built[2]);
        fixture.serve(notes, release(built[0]));

        assertThat(fixture.assembly.collector().run().images()).isEqualTo(1);

        assertThat(restorable()).containsExactly(4, 3, 1);
    }

    @Test
    void touchesNoImageOfAnApplicationWhileItIsBeingDeployed() {
        fourReleases();
        back(1);

        assertThat(fixture.assembly.collector().run().images()).isZero();
        assertThat(restorable()).containsExactly(4, 3, 2, 1);
    }

    private void fourReleases() {
        for (var image : List.of(built[0], built[1], built[2])) {
            release(image);
        }
        fixture.serve(notes, release(built[3]));
    }

    /// An image as a build of this application leaves it.
    private Release release(String image) {
        var labels = new Labels(Map.of(
                Labels.INSTANCE,
                EngineFixture.HERE,
                Labels.APPLICATION,
                fixture.application(notes).id().toString()));
        images.put(new ImageState(
                image, List.of(), List.of(), List.of(), List.of(), List.of(), "", labels, 1000, "amd64"));
        return fixture.release(notes, image);
    }

    private Generation generation() {
        var application = fixture.application(notes);
        return DATABASE.get()
                .read(handle -> new GenerationStore().of(handle, application))
                .getFirst();
    }

    private DeploymentStatus back(@Nullable Integer version) {
        var wanted = version == null ? null : new ReleaseVersion(version);
        return fixture.deployments
                .rollBack(fixture.actor, new RollBack(notes, wanted))
                .status();
    }

    private List<Integer> restorable() {
        return fixture.releases.list(fixture.actor, new ListReleases(notes, null, null)).items().stream()
                .filter(ReleaseView::restorable)
                .map(ReleaseView::version)
                .toList();
    }

    private static String built() {
        return "sha256:" + UUID.randomUUID().toString().replace("-", "").repeat(2);
    }
}
