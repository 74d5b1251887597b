package dev.skerry.api.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.values.GitUrl.Kind;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "https://GitHub.com/skerry/skerry.git | HTTPS | '' | github.com | /skerry/skerry.git",
                "http://192.0.2.1:3000/a/b | HTTP | '' | 192.0.2.1 | /a/b",
                "http://gitea:3000/a/b | HTTP | '' | gitea | /a/b",
                "https://[2001:DB8::1]:8443/a | HTTPS | '' | 2001:db8::1 | /a",
                "https://dev.azure.com/org/My%20Project/_git/repo | HTTPS | '' | dev.azure.com"
                        + " | /org/My%20Project/_git/repo",
                "ssh://git@example.org:2222/~me/x.git | SSH | git | example.org | /~me/x.git",
                "ssh://example.org/x | SSH | '' | example.org | /x",
                "git@github.com:skerry/skerry.git | SSH | git | github.com | skerry/skerry.git",
                "git@github.com:/abs/x | SSH | git | github.com | /abs/x",
                "file:///srv/git/x.git | FILE | '' | '' | /srv/git/x.git",
            })
    void takesApart(String text, Kind kind, String user, String host, String path) {
        var url = new GitUrl(text);

        assertThat(url).hasToString(text);
        assertThat(url.kind()).isEqualTo(kind);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.path()).isEqualTo(path);
    }

    @Test
    void knowsThePort() {
        assertThat(new GitUrl("https://example.org:8443/a").port()).isEqualTo(OptionalInt.of(8443));
        assertThat(new GitUrl("https://example.org/a").port()).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @MethodSource("dev.skerry.api.values.HostileTexts#all")
    @ValueSource(
            strings = {
                "https://",
                "https:///x",
                "https://example.org",
                "https://example.org/",
                "https://example.org//",
                "HTTPS://example.org/x",
                "git://example.org/x",
                "ftp://example.org/x",
                "javascript:alert(1)",
                "data:text/plain,x",
                "/srv/git/x",
                "../x",
                "x.git",
                "ext::sh -c touch% /tmp/x",
                "fd::17",
                "ext@host::sh",
                "git@host::x",
                "file://host/x",
                "file://localhost/x",
                "file:///",
                "file:///a/../b",
                "file:/x",
                "ssh://-oProxyCommand=id/x",
                "ssh://-l@example.org/x",
                "ssh://example.org:-1/x",
                "-oProxyCommand@example.org:x",
                "git@-oProxyCommand=id:x",
                "git@example.org:-x",
                "git@example.org:",
                "https://example.org:0/x",
                "https://example.org:65536/x",
                "https://example.org:/x",
                "https://example.org/a/../b",
                "https://example.org/%2e%2e/b",
                "https://example.org/a%2f%2e%2e/b",
                "https://example.org/%00",
                "https://example.org/%0d%0aX",
                "https://example.org/%5c",
                "https://a/%zz",
                "https://example.org/x;id",
                "https://example.org/$(id)",
                "https://example.org/x#y",
                "https://example.org/x?ref=y",
                "https://exa mple.org/x",
                "https://example.org/x y",
                "https://ex\u0430mple.org/x",
                "https://example.org\u202e/x",
                "https://example.org\\@evil.org/x",
                "https://-example.org/x",
                "https://example-.org/x",
                "https://.example.org/x",
                "https://[::1/x",
                "https://[]/x",
                "http://127.1/x",
                "http://2130706433/x",
                "http://0x7f.1/x",
                "http://0/x",
                "http://1.2.3.4./x",
                "http://010.1.1.1/x",
                "http://256.1.1.1/x",
                "http://1.2.3.4.5/x",
                "https://[x]/x",
                "https://a..b/x",
                "https://example.org/x\n",
                "C:/x",
                "c:x"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> new GitUrl(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not a git URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:hunter2@example.org/x",
                "https://hunter2@example.org/x",
                "ssh://me:hunter2@example.org/x",
                "https://me:hun/ter2hunter2@example.org/x",
                "me:hunter2@example.org:x",
                "https://example.org/x?token=hunter2",
                "https://example.org/x#hunter2",
                "https://me:hunter2@example.org/x\n",
            })
    void refusesCredentialsWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> new GitUrl(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("****")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void saysWhereCredentialsBelong() {
        assertThatThrownBy(() -> new GitUrl("https://me:hunter2@example.org/x"))
                .hasMessage("'https://****@example.org/x' is not a git URL:"
                        + " leave name, password and token out of it and store them as a credential.");
    }
}
