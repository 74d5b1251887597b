package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BuildFilesTest {
    @Test
    void letsOnlyTheServerReadASecretAndLeavesNothing() throws IOException {
        var files = BuildFiles.write(Map.of("token", new Secret("s3cret")));
        var file = Objects.requireNonNull(files.secrets().get("token"));

        assertThat(file).hasContent("s3cret").hasParent(files.folder());
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(files.folder())).isEqualTo("rwx------");
        Files.writeString(files.imageId(), "sha256:1");

        files.close();
        assertThat(files.folder()).doesNotExist();
    }

    @Test
    void removesWhatAKilledServerLeftBehind() throws IOException {
        var mine = BuildFiles.write(Map.of());
        var left = Files.createDirectory(mine.folder().resolveSibling("skerry-build-9999999999-x"));
        Files.writeString(left.resolve("secret-0"), "s3cret");

        BuildFiles.removeLeftovers();

        assertThat(left).doesNotExist();
        assertThat(mine.folder()).exists();
        mine.close();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
