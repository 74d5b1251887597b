package dev.skerry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    private static final Style PLAIN = new Style(false);
    private static final Style COLOURED = new Style(true);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s ago",
        "PT59S, 59 s ago",
        "PT60S, 1 min ago",
        "PT3599S, 59 min ago",
        "PT47H, 1 d ago",
        "PT719H, 29 d ago",
        "PT720H, 2026-10-22",
        "PT-2H, in 2 h"
    })
    void saysHowLongAgo(Duration ago, String text) {
        assertThat(Times.relative(NOW.minus(ago), NOW, ZoneOffset.UTC)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0.049S, 0.0 s", "PT1.25S, 1.3 s", "PT59.9S, 59.9 s", "PT65S, 1 min 05 s", "PT3725S, 1 h 02 min"})
    void saysHowLong(Duration duration, String text) {
        assertThat(Times.duration(duration)).isEqualTo(text);
    }

    @Test
    void printsNothingThatMovesTheCursor() {
        assertThat(Printable.line("a\u001b[2Jb\u001b]0;title\u0007c\rd\be\u009bf\tg", PLAIN))
                .isEqualTo("abcdef\tg");
        assertThat(Printable.line("plain ü \u4f60", PLAIN)).isEqualTo("plain ü \u4f60");
        assertThat(Printable.line("cut off \u001b", PLAIN)).isEqualTo("cut off ");
    }

    @Test
    void keepsColoursWhereColoursAreWanted() {
        var red = "\u001b[31mred\u001b[0m and \u001b[2Jplain";
        assertThat(Printable.line(red, COLOURED)).isEqualTo("\u001b[31mred\u001b[0m and plain\u001b[0m");
        assertThat(Printable.line(red, PLAIN)).isEqualTo("red and plain");
    }

    @Test
    void coloursOnlyWhereItIsOn() {
        assertThat(COLOURED.status("failed")).isEqualTo("\u001b[31mfailed\u001b[0m");
        assertThat(COLOURED.status("other")).isEqualTo("other");
        assertThat(PLAIN.status("failed")).isEqualTo("failed");
    }
}
