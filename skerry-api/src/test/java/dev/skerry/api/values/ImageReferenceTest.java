package dev.skerry.api.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "postgres, '', postgres, ''",
        "postgres:18, '', postgres, 18",
        "library/postgres:18.1-alpine, '', library/postgres, 18.1-alpine",
        "a/b/c, '', a/b/c, ''",
        "registry.example.org/team/app:v1, registry.example.org, team/app, v1",
        "registry.example.org:5000/app, registry.example.org:5000, app, ''",
        "localhost/app, localhost, app, ''",
        "localhost:5000/app:x_1, localhost:5000, app, x_1",
        "127.0.0.1:5000/app, 127.0.0.1:5000, app, ''",
        "[::1]:5000/app, [::1]:5000, app, ''",
        "Registry/app, Registry, app, ''",
        "a__b/c-d--e.f_g:_tag, '', a__b/c-d--e.f_g, _tag",
        "app:5000, '', app, 5000",
    })
    void readsHostPathAndTag(String text, String host, String path, String tag) {
        var reference = new ImageReference(text);

        assertThat(reference).hasToString(text);
        assertThat(reference.host()).isEqualTo(host);
        assertThat(reference.path()).isEqualTo(path);
        assertThat(reference.tag().orElse("")).isEqualTo(tag);
        assertThat(reference.isPinned()).isFalse();
    }

    @Test
    void readsADigestBesideATag() {
        var reference = new ImageReference("registry.example.org/app:v1@" + DIGEST);

        assertThat(reference.name()).isEqualTo("registry.example.org/app");
        assertThat(reference.tag()).hasValue("v1");
        assertThat(reference.digest()).hasValue(DIGEST);
        assertThat(reference.isPinned()).isTrue();
        assertThat(reference.canonical()).isEqualTo(reference);
        assertThat(reference.familiar()).isEqualTo("registry.example.org/app:v1");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, postgres:latest, postgres",
        "postgres:latest, postgres:latest, postgres",
        "postgres:18, postgres:18, postgres:18",
        "localhost:5000/app, localhost:5000/app:latest, localhost:5000/app",
    })
    void writesItOutAndShort(String text, String canonical, String familiar) {
        var reference = new ImageReference(text);

        assertThat(reference.canonical()).hasToString(canonical);
        assertThat(reference.familiar()).isEqualTo(familiar);
    }

    @Test
    void pinsToADigestAndKeepsTheTagForPeople() {
        assertThat(new ImageReference("app:v1").pinnedTo(DIGEST)).hasToString("app:v1@" + DIGEST);
        assertThat(new ImageReference("app:v1@" + DIGEST).pinnedTo(DIGEST)).hasToString("app:v1@" + DIGEST);
        assertThatThrownBy(() -> new ImageReference("app").pinnedTo("sha256:short"))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @MethodSource("dev.skerry.api.values.HostileTexts#all")
    @ValueSource(
            strings = {
                "Postgres",
                "library/Postgres",
                "a..b",
                "a___b",
                "a//b",
                "/a",
                "a/",
                "a:",
                "a:-tag",
                "a:.tag",
                "a:b:c",
                "a@",
                "a@sha256:0123",
                "a@md5:0123456789abcdef0123456789abcdef",
                "-host/app",
                "host-.org/app",
                "host.org:port/app",
                "https://host.org/app",
                "a b",
                "_a",
                "a_",
                ":tag",
                "@",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void refusesWhatTheGrammarRefuses(String text) {
        assertThatThrownBy(() -> new ImageReference(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not an image reference");
    }

    @Test
    void boundsNameAndTag() {
        assertThat(new ImageReference("a".repeat(255) + ":" + "t".repeat(128)).path())
                .hasSize(255);
        assertThatThrownBy(() -> new ImageReference("a".repeat(256))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new ImageReference("a:" + "t".repeat(129))).isInstanceOf(InvalidValueException.class);
    }
}
