package dev.skerry.api.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {
    @ParameterizedTest
    @CsvSource({
        "., .",
        "./, .",
        "Dockerfile, Dockerfile",
        "./web//app/, web/app",
        "a/./b, a/b",
        ".github/x, .github/x",
        "My App/Dockerfile.prod, My App/Dockerfile.prod",
        "a..b/...c, a..b/...c"
    })
    void keepsTheShortestForm(String text, String kept) {
        assertThat(new RelativePath(text).value()).isEqualTo(kept);
    }

    @Test
    void staysBelowItsFolder() {
        var folder = Path.of("/srv/checkout");

        assertThat(RelativePath.ROOT.in(folder)).isEqualTo(folder);
        assertThat(new RelativePath("web/app").in(folder)).isEqualTo(Path.of("/srv/checkout/web/app"));
        assertThat(new RelativePath("web").resolve(new RelativePath("app"))).hasToString("web/app");
        assertThat(RelativePath.ROOT.resolve(RelativePath.ROOT).isRoot()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.skerry.api.values.HostileTexts#all")
    @ValueSource(
            strings = {
                "/",
                "/etc/passwd",
                "C:\\x",
                "a\\..\\b",
                "a/..",
                "./..",
                "a/../b",
                "a/-rf",
                "-f",
                "a /b",
                " a",
                "a\u007f",
                "http://x"
            })
    void refusesWhatCouldLeaveOrMislead(String text) {
        assertThatThrownBy(() -> new RelativePath(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not a path inside the source");
    }
}
