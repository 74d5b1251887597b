package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    private Path place;

    @Test
    void makesFoldersForOneUserOnly() throws IOException {
        var outer = place.resolve("outer");
        var inner = PrivateFiles.folder(outer.resolve("inner"));

        assertThat(mode(inner)).isEqualTo("rwx------");
        assertThat(mode(outer)).isEqualTo("rwx------");
    }

    @Test
    void closesAFolderThatWasOpen() throws IOException {
        var open = Files.createDirectory(place.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThat(mode(PrivateFiles.folder(open))).isEqualTo("rwx------");
    }

    @Test
    void replacesAFileThatWasOpen() throws IOException {
        var file = Files.writeString(place.resolve("file"), "a longer text than the next");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(place.resolve("file.new"), "left by a crash");

        PrivateFiles.write(file, "ü");
        assertThat(file).hasContent("ü");
        assertThat(mode(file)).isEqualTo("rw-------");

        PrivateFiles.writeQuickly(file, "again");
        assertThat(file).hasContent("again");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(place).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void makesAnEmptyFileAndKeepsWhatIsThere() throws IOException {
        var file = PrivateFiles.file(place.resolve("log"));
        assertThat(mode(file)).isEqualTo("rw-------");

        Files.writeString(file, "a line");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(PrivateFiles.file(file)).hasContent("a line");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
