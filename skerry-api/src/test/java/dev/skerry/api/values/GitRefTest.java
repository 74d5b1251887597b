package dev.skerry.api.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitRefTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "HEAD",
                "feature/login-2",
                "release/1.2.x",
                "v1.0.0",
                "v1.0.0+build.5",
                "fix/#12",
                "user@host",
                "refs/heads/main",
                "refs/tags/v1",
                "0123456",
                "0123456789abcdef0123456789abcdef01234567",
                "a"
            })
    void takesWhatPeopleNameThings(String text) {
        assertThat(new GitRef(text)).hasToString(text);
    }

    @Test
    void tellsCommitsAndFullNamesApart() {
        assertThat(new GitRef("deadbee").looksLikeCommit()).isTrue();
        assertThat(new GitRef("deadbe").looksLikeCommit()).isFalse();
        assertThat(new GitRef("main").looksLikeCommit()).isFalse();
        assertThat(new GitRef("refs/heads/main").isFullName()).isTrue();
        assertThat(new GitRef("main").isFullName()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.skerry.api.values.HostileTexts#all")
    @ValueSource(
            strings = {
                "/main",
                "main/",
                "a//b",
                ".hidden",
                "a/.hidden",
                "main.lock",
                "a.lock/b",
                "main.",
                "a..b",
                "@",
                "a@{1}",
                "a~1",
                "a^",
                "a:b",
                "a[b",
                "a b",
                "+:refs/heads/*",
                "refs/heads/*"
            })
    void refusesWhatGitOrAShellWouldMisread(String text) {
        assertThatThrownBy(() -> new GitRef(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not a branch, tag or commit");
    }
}
