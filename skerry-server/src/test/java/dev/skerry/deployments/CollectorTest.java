package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.DeleteApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.deployments.LogKind;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ReleaseCount;
import dev.skerry.db.TestDatabase;
import dev.skerry.docker.Docker;
import dev.skerry.docker.DockerContainers;
import dev.skerry.docker.DockerImages;
import dev.skerry.docker.Images;
import dev.skerry.docker.Labels;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The clean-up on the real engine. This installation keeps two releases and three logs of each application.
class CollectorTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Docker DOCKER = Docker.at("unix:///var/run/docker.sock");

    @TempDir
    private static Path folder;

    private final Images images = new DockerImages(DOCKER);
    private final List<String> made = new ArrayList<>();
    private EngineFixture fixture;
    private Collector collector;
    private ApplicationRef notes;

    @BeforeEach
    void open() {
        fixture = new EngineFixture(DATABASE.get(), folder, images, new DockerContainers(DOCKER));
        collector = fixture.assembly.collector();
        notes = fixture.create("notes", "notes:1");
    }

    @AfterEach
    void remove() {
        for (var image : made) {
            images.find(image).ifPresent(found -> found.tags().forEach(images::remove));
            images.remove(image);
        }
    }

    @Test
    void removesTheImagesOfOldReleasesAndKeepsThoseOfTheNewestAndOfTheOneThatServes() {
        var built = List.of(built(notes), built(notes), built(notes), built(notes), built(notes));
        var releases =
                built.stream().map(image -> fixture.release(notes, image)).toList();
        fixture.serve(notes, releases.get(1));

        var collected = collector.run();

        assertThat(collected.images()).isEqualTo(2);
        assertThat(collected.bytes()).isPositive();
        assertThat(there(built)).containsExactly(built.get(1), built.get(3), built.get(4));
        assertThat(collector.run().images()).isZero();
    }

    @Test
    void keepsAsManyAsTheApplicationSays() {
        var own = fixture.create(new CreateApplication(
                new Name("thrifty"),
                null,
                new Source.Image(new ImageReference("notes:1")),
                null,
                null,
                null,
                null,
                null,
                null,
                new ReleaseCount(1),
                null));
        var built = List.of(built(own), built(own), built(own));
        built.forEach(image -> fixture.release(own, image));

        assertThat(collector.run().images()).isEqualTo(2);
        assertThat(there(built)).containsExactly(built.getLast());
    }

    @Test
    void takesAnImageWithAllItsNames() {
        var old = built(notes);
        images.tag(old, name(notes));
        fixture.release(notes, old);
        fixture.release(notes, built(notes));
        fixture.release(notes, built(notes));

        assertThat(collector.run().images()).isEqualTo(1);
        assertThat(images.find(old)).isEmpty();
    }

    @Test
    void touchesNoImageOfAnybodyElse() {
        var application = fixture.application(notes).id().toString();
        var foreign = List.of(
                image("unlabelled", new Labels(Map.of())),
                image("other-instance", Labels.of(Labels.INSTANCE, "other").with(Labels.APPLICATION, application)),
                image("no-instance", Labels.of(Labels.APPLICATION, application)),
                image("not-of-an-application", Labels.of(Labels.INSTANCE, EngineFixture.HERE)));

        assertThat(collector.run().images()).isZero();
        assertThat(there(foreign)).isEqualTo(foreign);
    }

    @Test
    void forgetsAllButTheNewestLogs() {
        var release = fixture.release(notes, "sha256:none");
        var deployments = new ArrayList<Deployment>();
        var logs = new LogStore(DATABASE.get());
        for (var number = 1; number <= 5; number++) {
            var deployment = fixture.ended(notes, release);
            logs.append(
                    deployment.id(),
                    List.of(new LogLine(1, fixture.clock.instant(), "build", "hello", LogKind.OUTPUT, null)));
            deployments.add(deployment);
        }

        assertThat(collector.run().logs()).isEqualTo(2);

        assertThat(deployments)
                .extracting(deployment -> logs.written(deployment.id()).lines())
                .containsExactly(0L, 0L, 1L, 1L, 1L);
        assertThat(collector.run().logs()).isZero();
    }

    @Test
    void forgetsADeletedApplicationWithItsImagesWhenItsGraceTimeIsOver() {
        var kept = built(notes);
        var gone = fixture.create("gone", "notes:1");
        var image = built(gone);
        fixture.release(notes, kept);
        var generation = fixture.serve(gone, fixture.release(gone, image));
        var id = fixture.application(gone).id();
        fixture.call(
                fixture.applications.operations(),
                ApplicationRows.DELETE.name(),
                new DeleteApplication(gone, null, null));

        assertThat(collector.run().applications()).as("within its grace time").isZero();
        assertThat(there(List.of(image))).containsExactly(image);

        fixture.clock.advance(Duration.ofDays(8));
        assertThat(collector.run().applications()).as("it still has services").isZero();
        assertThat(there(List.of(image))).containsExactly(image);

        fixture.gone(generation);
        var collected = collector.run();

        assertThat(collected.applications()).isEqualTo(1);
        assertThat(collected.images()).isEqualTo(1);
        assertThat(there(List.of(image, kept))).containsExactly(kept);
        assertThat(rows("applications", "id", id)).isZero();
        assertThat(rows("releases", "application_id", id)).isZero();
    }

    private List<String> there(List<String> ids) {
        return ids.stream().filter(id -> images.find(id).isPresent()).toList();
    }

    /// An image as a build of this application leaves it.
    private String built(ApplicationRef application) {
        var labels = Labels.of(Labels.INSTANCE, EngineFixture.HERE)
                .with(Labels.APPLICATION, fixture.application(application).id().toString());
        return load(name(application), labels);
    }

    private String image(String name, Labels labels) {
        return load(new ImageReference("skerry-test/%s:%s".formatted(name, UUID.randomUUID())), labels);
    }

    /// Each with a file of its own name in it, so that no two are the same.
    private String load(ImageReference name, Labels labels) {
        var image = images.load(
                        new ByteArrayInputStream(tar(UUID.randomUUID().toString())),
                        new Images.ImportSpec(name, List.of("true"), labels))
                .id();
        made.add(image);
        return image;
    }

    private static byte[] tar(String file) {
        var archive = new byte[2048];
        put(archive, 0, file);
        put(archive, 100, "0000644\0" + "0000000\0" + "0000000\0" + "00000001000\0" + "00000000000\0" + "        0");
        put(archive, 257, "ustar\0" + "00");
        var sum = 0;
        for (var i = 0; i < 512; i++) {
            sum += archive[i];
        }
        put(archive, 148, "%06o\0 ".formatted(sum));
        return archive;
    }

    private static void put(byte[] archive, int offset, String text) {
        for (var i = 0; i < text.length(); i++) {
            archive[offset + i] = (byte) text.charAt(i);
        }
    }

    private static ImageReference name(ApplicationRef application) {
        return new ImageReference("skerry-test/%s:%s".formatted(application, UUID.randomUUID()));
    }

    private static int rows(String table, String column, UUID id) {
        return DATABASE.get()
                .read(handle -> handle.createQuery("SELECT count(*) FROM %s WHERE %s = :id".formatted(table, column))
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one());
    }
}
