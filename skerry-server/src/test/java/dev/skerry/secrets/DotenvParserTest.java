package dev.skerry.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.Dotenv;
import dev.skerry.kernel.SkerryException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvParserTest {
    @Test
    void readsWhatPeopleWrite() {
        assertThat(parse("""
                # a comment

                LOG_LEVEL=info
                  export  SPACED =  two words   # and a comment
                URL=http://a/#fragment?x=1
                EMPTY=
                NOTHING=# only a comment
                SINGLE='$HOME \\n # "as it is"'
                DOUBLE="tab\\t, quote\\", dollar\\$, \\x stays"  # comment
                exported=yes
                """))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "LOG_LEVEL", "info",
                        "SPACED", "two words",
                        "URL", "http://a/#fragment?x=1",
                        "EMPTY", "",
                        "NOTHING", "",
                        "SINGLE", "$HOME \\n # \"as it is\"",
                        "DOUBLE", "tab\t, quote\", dollar$, \\x stays",
                        "exported", "yes"));
    }

    @Test
    void readsValuesOfSeveralLines() {
        assertThat(parse("A='one\n two'\nB=\"x\\ny\nz\"\nC=last"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "one\n two", "B", "x\ny\nz", "C", "last"));
    }

    @Test
    void readsFilesOfOtherSystems() {
        assertThat(parse("\ufeffA=1\r\nB='x\r\ny'\r\n")).isEqualTo(Map.of("A", "1", "B", "x\ny"));
    }

    @Test
    void keepsReferencesForLater() {
        assertThat(parse("URL=pg://${{project.HOST}}/x")).isEqualTo(Map.of("URL", "pg://${{project.HOST}}/x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A=1;hunter22               | line 2: there is no '='; write NAME=value.",
                "A=1;;2B=hunter22           | line 3: what stands before '=' is no name",
                "A=1;A=hunter22             | line 2: A is set in line 1 already; leave one of them out.",
                "A=1;B=\"hunter22;C=2       | line 2: the quote that begins the value of B is never closed.",
                "A='x;y';B='hunter22'z      | line 3: something follows the closing quote of B.",
                "export=1;export A hunter22 | line 2: there is no '='",
            })
    void tellsTheLineAtFaultAndNoValue(String lines, String message) {
        assertThatThrownBy(() -> parse(lines.replace(';', '\n')))
                .isInstanceOfSatisfying(SkerryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.field()).isEqualTo("/dotenv");
                })
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter22");
    }

    @Test
    void refusesAValueThatIsTooLong() {
        assertThatThrownBy(() -> parse("A=" + "x".repeat(70_000)))
                .hasMessageContaining("line 1: the value of A is too long");
    }

    private static Map<String, String> parse(String text) {
        var all = new LinkedHashMap<String, String>();
        DotenvParser.parse(new Dotenv(text)).forEach((name, value) -> all.put(name.value(), value.value()));
        return all;
    }
}
