package dev.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.logs.Entry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
    @Test
    void isALineOfText() {
        var entry = new Entry(Kind.STDERR, Instant.parse("2025-11-21T12:00:00.123456789Z"), 7, "web.1.k3f9", "no  way");

        assertThat(new String(entry.encode(), StandardCharsets.UTF_8))
                .isEqualTo("e 1763726400123456789 7 web.1.k3f9 no  way\n");
        assertThat(decoded(entry)).contains(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two\nlines",
                "\\n is no line feed",
                "ends with \\",
                "\u001b[31mred\u001b[0m",
                "a\0b\u0001\u007f\uFFFD",
                "dos\r",
                "ünïcödé 🪨",
                "p 1 2 3 4"
            })
    void keepsWhateverIsWritten(String text) {
        var entry = Entries.out(text);

        assertThat(decoded(entry)).contains(entry);
        assertThat(entry.encode()).containsOnlyOnce('\n').endsWith('\n');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o",
                "o 1 2 web",
                "x 1 2 web text",
                "o one 2 web text",
                "o 1 99999999999 web text",
                "o 99999999999999999999 1 web text",
                "oo 1 2 web text",
                "o 1 2  text",
                "\0\0\0\0"
            })
    void passesRubbishOver(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);

        assertThat(Entry.decode(bytes, bytes.length)).isEmpty();
    }

    @Test
    void keepsTimesBefore1970() {
        var entry = Entries.out(Instant.parse("1969-12-31T23:59:59.5Z"), "web.1.k3f9", "early");

        assertThat(decoded(entry)).contains(entry);
    }

    @Test
    void takesAWordForASourceOnly() {
        assertThatThrownBy(() -> Entries.out(Entries.NOON, "a b", "text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a source is a word, not 'a b'");
    }

    private static Optional<Entry> decoded(Entry entry) {
        var bytes = entry.encode();
        return Entry.decode(bytes, bytes.length - 1);
    }
}
