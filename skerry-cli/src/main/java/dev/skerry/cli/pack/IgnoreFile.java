package dev.skerry.cli.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of one `.gitignore`, which hold for the folder it lies in and below (gitignore(5)). Git compares bytes, so
/// that `?` fits no letter of two: all texts here are bytes, each as one character.
///
/// @param folder absolute
record IgnoreFile(Path folder, List<Rule> rules) {
    private static final String NAME = ".gitignore";
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /// @param negated lets in again what an earlier rule leaves out
    /// @param anchored fits whole paths from the folder on, not just names
    record Rule(Pattern pattern, boolean negated, boolean foldersOnly, boolean anchored) {}

    /// The rules in a folder; none when there is no such file. A link is not followed, as Git does not either.
    static Optional<IgnoreFile> in(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(parse(folder, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
    }

    static IgnoreFile parse(Path folder, String text) {
        var start = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        return new IgnoreFile(
                folder,
                List.of(start.split("\n", -1)).stream()
                        .map(IgnoreFile::rule)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /// What the last rule that fits says: leave it out, or let it in; empty when none fits.
    Optional<Boolean> ignores(Path file, boolean isFolder) {
        var path = bytes(folder.relativize(file).toString());
        var name = path.substring(path.lastIndexOf('/') + 1);
        return rules.reversed().stream()
                .filter(rule -> isFolder || !rule.foldersOnly())
                .filter(rule ->
                        rule.pattern().matcher(rule.anchored() ? path : name).matches())
                .findFirst()
                .map(rule -> !rule.negated());
    }

    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Rule rule(String line) {
        var text = withoutTrailingSpaces(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        var negated = text.startsWith("!");
        var glob = negated ? text.substring(1) : text;
        var foldersOnly = glob.endsWith("/");
        glob = foldersOnly ? glob.substring(0, glob.length() - 1) : glob;
        var anchored = glob.contains("/");
        glob = glob.startsWith("/") ? glob.substring(1) : glob;
        return glob.isEmpty() ? null : new Rule(Glob.compile(glob), negated, foldersOnly, anchored);
    }

    /// One behind a backslash stays.
    private static String withoutTrailingSpaces(String line) {
        var end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean isEscaped(String line, int at) {
        var slashes = 0;
        for (var i = at - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
