package dev.skerry.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.values.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTypesTest {
    @TempDir
    Path checkout;

    @Test
    void runsWhatTheProcfileNames() throws IOException {
        procfile(".", "web: node web.js\nworker: node worker.js\nrelease: node release.js --all");

        assertThat(ProcessTypes.of(checkout))
                .isEqualTo(new ProcessTypes(
                        Map.of("web", List.of("node", "web.js"), "worker", List.of("node", "worker.js")),
                        List.of("node", "release.js", "--all")));
    }

    @Test
    void servesNothingWithoutAWebProcess() throws IOException {
        procfile(".", "worker: node worker.js");

        assertThat(ProcessTypes.of(checkout).running()).containsOnlyKeys("worker");
    }

    @Test
    void runsTheImageAsItIsWithoutAProcfile() {
        assertThat(ProcessTypes.of(checkout)).isEqualTo(ProcessTypes.webOnly());
    }

    @Test
    void readsTheProcfileOfTheFolderThatIsBuilt() throws IOException {
        procfile(".", "worker: above");
        procfile("services/api", "web: below");

        var top = new SourceFolder(checkout, new RelativePath("services/api")).top();

        assertThat(ProcessTypes.of(top).running()).isEqualTo(Map.of("web", List.of("below")));
    }

    @Test
    void saysWhichFoldersThereAre() throws IOException {
        procfile("services/api", "web: below");

        assertThatThrownBy(() -> new SourceFolder(checkout, new RelativePath("api")).top())
                .hasMessage("There is no folder 'api' in the source; found: services. Set the folder to build.");
    }

    @Test
    void followsNoFolderOutOfTheCheckout(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(checkout.resolve("api"), outside);

        assertThatThrownBy(() -> new SourceFolder(checkout, new RelativePath("api")).top())
                .hasMessageContaining("There is no folder 'api'");
    }

    @Test
    void refusesAProcfileThatKeepsNothingRunning() throws IOException {
        procfile(".", "release: migrate");

        assertThatThrownBy(() -> ProcessTypes.of(checkout)).hasMessageContaining("nothing that keeps running");
    }

    @Test
    void readsNoProcfileFromOutside(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("Procfile"), "web: secret");
        Files.createSymbolicLink(checkout.resolve("Procfile"), outside.resolve("Procfile"));

        assertThat(ProcessTypes.of(checkout)).isEqualTo(ProcessTypes.webOnly());
    }

    private void procfile(String folder, String text) throws IOException {
        Files.writeString(Files.createDirectories(checkout.resolve(folder)).resolve("Procfile"), text);
    }
}
