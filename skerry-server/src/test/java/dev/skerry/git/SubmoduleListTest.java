package dev.skerry.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.SkerryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmoduleListTest {
    private static final GitUrl PARENT = new GitUrl("https://example.org:8443/team/app.git");

    @ParameterizedTest
    @CsvSource({
        "https://example.org:8443/team/app.git, ../lib.git, https://example.org:8443/team/lib.git",
        "https://example.org/team/app/, ../lib, https://example.org/team/lib",
        "https://example.org/team/app, ./lib, https://example.org/team/app/lib",
        "https://example.org/team/app, ../../other/lib, https://example.org/other/lib",
        "git@example.org:team/app.git, ../lib.git, git@example.org:team/lib.git",
        "git@example.org:/srv/app.git, ../lib.git, git@example.org:/srv/lib.git",
        "ssh://git@example.org:2222/a/b, ../c, ssh://git@example.org:2222/a/c",
        "file:///srv/git/app, ../lib, file:///srv/git/lib",
        "https://example.org/team/app, git@github.com:x/y.git, git@github.com:x/y.git"
    })
    void worksOutRelativeUrls(String parent, String url, String expected) {
        assertThat(list(url).url("lib", new GitUrl(parent))).contains(new GitUrl(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../x",
                "../..",
                "/etc/passwd",
                "file:///etc",
                "ext::sh -c id",
                "--upload-pack=id",
                "-x",
                "https://me:hunter2@example.org/x",
                "git://example.org/x",
                "../x;id",
                "../%2e%2e/x",
                "../-x\\n"
            })
    void refusesWhatAUserCouldNotHaveGivenEither(String url) {
        assertThatThrownBy(() -> list(url).url("lib", PARENT))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("The submodule at 'lib'")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void readsPathsAndUrlsOnly() {
        var list = SubmoduleList.parse("""
                [submodule "a"]
                  path = lib
                  url = ../lib
                  update = !touch /tmp/x
                [submodule "without url"]
                  path = other
                [include]
                  path = /etc/gitconfig
                """);

        assertThat(list.urls()).containsOnlyKeys("lib");
        assertThat(list.url("other", PARENT)).isEmpty();
    }

    @Test
    void saysThatTheFileCannotBeRead() {
        assertThatThrownBy(() -> SubmoduleList.parse("[submodule \"a"))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining(".gitmodules");
    }

    private static SubmoduleList list(String url) {
        return SubmoduleList.parse("[submodule \"x\"]\n path = lib\n url = \"%s\"\n".formatted(url));
    }
}
