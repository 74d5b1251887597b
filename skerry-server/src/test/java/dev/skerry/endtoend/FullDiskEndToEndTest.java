package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose work folder is on a disk of 8 MB.
class FullDiskEndToEndTest {
    private static final int TOO_LARGE = 12 << 20;

    @TempDir
    private static Path folder;

    private static Path work;
    private static Installation installation;
    private static SampleRepository repository;
    private static ApplicationRef notes;

    @BeforeAll
    static void deployOnce() throws IOException {
        work = Files.createDirectories(folder.resolve("state").resolve("work"));
        asRoot("mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "skerry-test", work.toString());
        installation = new Installation(folder);
        repository = new SampleRepository("notes", folder.resolve("repository"));
        notes = installation.create("notes", repository);
        installation.deployed(notes);
    }

    @AfterAll
    static void remove() throws IOException {
        try {
            installation.close();
        } finally {
            asRoot("umount", work.toString());
        }
    }

    @Test
    void failsWhileTheReleaseBeforeServesLeavesNoFilesAndGoesOnWhenThereIsRoom() throws IOException {
        var before = installation.view(notes).release();
        Files.write(repository.folder().resolve("large.bin"), new byte[TOO_LARGE]);
        repository.change("notes.txt", "with a large file");
        try (var _ = new Visitor(installation, "notes", "/health")) {
            var ended = installation.deploy(notes);

            assertThat(ended.status()).as("%s", installation.log(ended.id())).isEqualTo(DeploymentStatus.FAILED);
            assertThat(Objects.requireNonNull(ended.error())).contains("the disk of this server is full");
            assertThat(installation.log(ended.id())).last().asString().contains("the disk of this server is full");
            assertThat(Leftovers.generation(
                            installation.server().instance(),
                            installation.view(notes).id(),
                            ended.number()))
                    .isEmpty();
        }
        assertThat(installation.view(notes).release()).isEqualTo(before);
        assertThat(work).isEmptyDirectory();

        repository.delete("large.bin");

        installation.deployed(notes);
    }

    private static void asRoot(String... command) throws IOException {
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0)
                    .as("%s: run the tests as root", String.join(" ", command))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
