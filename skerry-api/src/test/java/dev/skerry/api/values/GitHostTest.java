package dev.skerry.api.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHostTest {
    @ParameterizedTest
    @CsvSource({
        "git.example.org, https://git.example.org/a",
        "git.example.org, https://GIT.example.org:443/a",
        "GIT.example.org:443, https://git.example.org/a",
        "git.example.org, git@git.example.org:a",
        "git.example.org:22, git@git.example.org:a",
        "git.example.org:2222, ssh://git@git.example.org:2222/a",
        "192.0.2.1, https://192.0.2.1/a",
        "[2001:db8::1]:2222, ssh://git@[2001:DB8::1]:2222/a"
    })
    void isTheHostOfAUrl(String host, String url) {
        assertThat(new GitHost(host).isOf(new GitUrl(url))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "git.example.org, https://git.example.com/a",
        "git.example.org, https://git.example.org.evil.com/a",
        "git.example.org, https://git.example.org:8443/a",
        "git.example.org:443, ssh://git.example.org/a",
        "git.example.org:2222, git@git.example.org:a",
        "git.example.org, file:///git.example.org/a"
    })
    void isNoOther(String host, String url) {
        assertThat(new GitHost(host).isOf(new GitUrl(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://git.example.org",
                "git.example.org/",
                "git.example.org/a",
                "user@git.example.org",
                "a b",
                "-a",
                "git.example.org:0",
                "git.example.org:x",
                "127.1",
                "git.example.org?x",
                "a:b@c",
                "/x",
                "git.example.org:22/x/"
            })
    void refusesWhatIsNone(String host) {
        assertThatThrownBy(() -> new GitHost(host))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("a host name or address");
    }
}
