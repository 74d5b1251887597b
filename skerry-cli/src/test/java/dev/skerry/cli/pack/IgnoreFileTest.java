package dev.skerry.cli.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each row was answered by `git check-ignore` of Git 2.39; `PackedFolderTest` asks it again where it is there.
class IgnoreFileTest {
    private static final Path FOLDER = Path.of("/work");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    a.log;           *.log;           true
                    deep/a.log;      *.log;           true
                    a.log/;          *.log;           true
                    a.logs;          *.log;
                    a;               /a;              true
                    deep/a;          /a;
                    deep/a;          deep/a;          true
                    x/deep/a;        deep/a;
                    build/;          build/;          true
                    build;           build/;
                    x/build/;        build/;          true
                    x/foo;           **/foo;          true
                    foo;             **/foo;          true
                    foo/x;           foo/**;          true
                    foo/;            foo/**;
                    a/b;             a/**/b;          true
                    a/x/y/b;         a/**/b;          true
                    a/xb;            a/**/b;
                    axb;             a**b;            true
                    a/b;             a**b;
                    ab1;             ab[0-9];         true
                    abx;             ab[!0-9];        true
                    ab1;             ab[^0-9];
                    a]b;             a[]]b;           true
                    a-b;             a[-x]b;          true
                    a/b;             a[/]b;
                    aQ;              a[[:upper:]];    true
                    aq;              a[[:upper:]];
                    a1;              a[[:wrong:]];
                    a[;              a[;
                    a?;              a\\?;             true
                    ab;              a\\?;
                    a+b(c);          a+b(c);          true
                    #a;              \\#a;             true
                    !a;              \\!a;             true
                    ax;              a?;              true
                    a/x;             a?x;
                    ü.txt;           ?.txt;
                    ü.txt;           ??.txt;          true
                    ü.txt;           *ü.txt;          true
                    """)
    void fitsAsGitDoes(String path, String rule, Boolean ignored) {
        assertThat(ignores(rule, path)).isEqualTo(Optional.ofNullable(ignored));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    keep.log;        *.log|!keep.log;        false
                    keep.log;        !keep.log|*.log;        true
                    a;               # a comment||a;         true
                    # a comment;     # a comment;
                    a;               `a   `;                 true
                    `a `;            `a\\ `;                  true
                    `a `;            `a\\\\ `;
                    a;               `a\r`;                  true
                    """)
    void readsFilesOfManyLines(String path, String rules, Boolean ignored) {
        assertThat(ignores(rules.replace('|', '\n').replace("\\r", "\r"), path))
                .isEqualTo(Optional.ofNullable(ignored));
    }

    private static Optional<Boolean> ignores(String rules, String path) {
        var isFolder = path.endsWith("/");
        var file = FOLDER.resolve(isFolder ? path.substring(0, path.length() - 1) : path);
        return IgnoreFile.parse(FOLDER, IgnoreFile.bytes(rules)).ignores(file, isFolder);
    }
}
