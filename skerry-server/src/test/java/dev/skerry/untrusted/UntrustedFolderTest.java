package dev.skerry.untrusted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedFolderTest {
    private static final FolderLimits LIMITS = new FolderLimits(1_000, 10, 5);

    @TempDir
    Path temporary;

    private final Cancellation cancellation = Cancellation.never();

    @Test
    void holdsFilesFoldersAndLinks() throws IOException {
        var folder = open();
        folder.addFile("bin/run", true, text("run"));
        folder.addFile("readme", false, text("hello"));
        folder.addFolder("empty");
        folder.addLink("bin/again", "../readme");
        folder.addLink("dangling", "not/there/yet");
        folder.addLink("self", ".");
        folder.addHardLink("copy", "readme");
        folder.finish();

        assertThat(temporary.resolve("out/bin/again")).hasContent("hello").isSymbolicLink();
        assertThat(temporary.resolve("out/copy")).hasContent("hello");
        assertThat(temporary.resolve("out/empty")).isEmptyDirectory();
        assertThat(permissions("out/bin/run")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("out/readme")).isEqualTo("rw-r--r--");
        assertThat(folder.bytes()).isEqualTo(13);
        assertThat(folder.count()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a/..",
                ".",
                "./x",
                "a//b",
                "a/",
                "a\u0000b",
                "a\nb",
                "a\rb",
                "a\u007fb",
                "a\u001bb"
            })
    void refusesNamesThatLeaveOrHide(String path) throws IOException {
        var folder = open();

        assertThatThrownBy(() -> folder.addFile(path, false, text("x"))).isInstanceOf(SkerryException.class);
        assertThatThrownBy(() -> folder.addLink(path, "x")).isInstanceOf(SkerryException.class);
        assertThatThrownBy(() -> folder.addFolder(path)).isInstanceOf(SkerryException.class);
        assertThat(temporary.resolve("out")).isEmptyDirectory();
    }

    @Test
    void refusesNamesNoFileSystemHolds() throws IOException {
        var folder = open();

        assertThatThrownBy(() -> folder.addFile("x".repeat(256), false, text("")))
                .hasMessageContaining("longer than 255 bytes")
                .message()
                .hasSizeLessThan(250);
        assertThatThrownBy(() -> folder.addFile("\u00e9".repeat(128), false, text("")))
                .hasMessageContaining("longer than 255 bytes");
        assertThatThrownBy(() -> folder.addFile("x/".repeat(3_000) + "x", false, text("")))
                .hasMessageContaining("4000 characters");
        assertThatThrownBy(() -> folder.addFile("a/b/c/d/e/f", false, text(""))).hasMessageContaining("5 folders deep");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, absolute",
        "../secret, leads out",
        "../../secret, leads out",
        "a/../../secret, leads out",
        "up/../../secret, leads out",
        "link, circle"
    })
    void refusesLinksThatLeadOut(String target, String why) throws IOException {
        var folder = open();
        folder.addFolder("a");
        folder.addLink("up", "a");
        folder.addLink("link", target);

        assertThatThrownBy(folder::finish)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessageContaining("'link'")
                .hasMessageContaining(why);
    }

    @Test
    void seesThroughLinksBehindLinks() throws IOException {
        var folder = open();
        folder.addLink("sub/top", "..");
        folder.addLink("innocent", "sub/top/../readme"); // by its letters sub/readme, by the kernel ../readme

        assertThatThrownBy(folder::finish).hasMessageContaining("'innocent' is a link that leads out");
    }

    @Test
    void neverWritesThroughALink() throws IOException {
        var folder = open();
        folder.addLink("door", "/tmp");
        folder.addFile("real", false, text("x"));

        assertThatThrownBy(() -> folder.addFile("door/x", false, text("x"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> folder.addFile("door", false, text("x"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> folder.addFolder("door")).hasMessageContaining("twice");
        assertThatThrownBy(() -> folder.addLink("real", "x")).hasMessageContaining("twice");
        assertThatThrownBy(() -> folder.addFile("real/x", false, text("x"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> folder.addHardLink("hard", "door")).hasMessageContaining("hard link");
        assertThatThrownBy(() -> folder.addHardLink("hard", "../x")).hasMessageContaining("hard link");
    }

    @Test
    void stopsAtItsBounds() throws IOException {
        var folder = open();
        folder.addFile("a", false, text("x".repeat(600)));

        assertThatThrownBy(() -> folder.addHardLink("b", "a"))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void countsFoldersTooAndStopsWhenCancelled() throws IOException {
        var folder = open();
        assertThatThrownBy(() -> {
                    for (var i = 0; i < 6; i++) {
                        folder.addFile("f" + i + "/x", false, text(""));
                    }
                })
                .hasMessageContaining("more than 10 files and folders");
        cancellation.cancel("enough");

        assertThatThrownBy(() -> folder.addFolder("z")).isInstanceOf(CancelledException.class);
    }

    @Test
    void startsEmptyOrNotAtAll() throws IOException {
        Files.writeString(temporary.resolve("there"), "x");

        assertThatThrownBy(() -> new UntrustedFolder(temporary, LIMITS, cancellation))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void measuresAndRemovesWithoutFollowingLinks() throws IOException {
        var outside = Files.writeString(temporary.resolve("outside"), "keep me");
        var inside = Files.createDirectories(temporary.resolve("in/deep"));
        Files.writeString(inside.resolve("file"), "12345");
        Files.createSymbolicLink(inside.resolve("link"), outside);
        Files.createSymbolicLink(inside.resolve("up"), temporary);

        assertThat(Folders.size(temporary.resolve("in"))).isEqualTo(5);
        Folders.delete(temporary.resolve("in"));
        Folders.delete(temporary.resolve("in"));

        assertThat(temporary.resolve("in")).doesNotExist();
        assertThat(outside).hasContent("keep me");
    }

    private UntrustedFolder open() throws IOException {
        return new UntrustedFolder(temporary.resolve("out"), LIMITS, cancellation);
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve(file)));
    }

    private static InputStream text(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }
}
