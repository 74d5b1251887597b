package dev.skerry.cli.pack;

import java.util.Map;
import java.util.regex.Pattern;

/// Git's wildcards as a regular expression (gitignore(5), wildmatch.c): `*` and `?` stop at a slash, `**` does not.
final class Glob {
    /// A pattern that can fit nothing, such as one with a bracket that is never closed.
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alnum", "A-Za-z0-9"),
            Map.entry("alpha", "A-Za-z"),
            Map.entry("blank", " \\t"),
            Map.entry("cntrl", "\\x00-\\x1f\\x7f"),
            Map.entry("digit", "0-9"),
            Map.entry("graph", "!-~"),
            Map.entry("lower", "a-z"),
            Map.entry("print", " -~"),
            Map.entry("punct", "!-/:-@\\[-`{-~"),
            Map.entry("space", " \\t-\\r"),
            Map.entry("upper", "A-Z"),
            Map.entry("xdigit", "A-Fa-f0-9"));

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    private Glob(String glob) {
        this.glob = glob;
    }

    static Pattern compile(String glob) {
        var reader = new Glob(glob);
        return reader.read() ? Pattern.compile(reader.regex.toString(), Pattern.DOTALL) : NOTHING;
    }

    /// @return false when it can fit nothing
    private boolean read() {
        while (at < glob.length()) {
            var letter = glob.charAt(at++);
            switch (letter) {
                case '*' -> stars();
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    if (!bracket()) {
                        return false;
                    }
                }
                case '\\' -> {
                    if (at == glob.length()) {
                        return false;
                    }
                    literal(glob.charAt(at++));
                }
                default -> literal(letter);
            }
        }
        return true;
    }

    /// Two stars count for more than one only where they stand alone between slashes.
    private void stars() {
        var start = at - 1;
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        var alone = at - start > 1
                && (start == 0 || glob.charAt(start - 1) == '/')
                && (at == glob.length() || glob.charAt(at) == '/');
        if (!alone) {
            regex.append("[^/]*");
        } else if (at == glob.length()) {
            regex.append(start == 0 ? ".*" : ".+");
        } else {
            at++;
            regex.append("(?:.*/)?");
        }
    }

    private boolean bracket() {
        var set = new StringBuilder();
        var negated = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
        if (negated) {
            at++;
        }
        for (var first = true; at < glob.length(); first = false) {
            if (glob.charAt(at) == ']' && !first) {
                at++;
                regex.append("(?!/)");
                regex.append(set.isEmpty() ? (negated ? "[^/]" : "(?!)") : (negated ? "[^" : "[") + set + "]");
                return true;
            }
            if (!member(set)) {
                return false;
            }
        }
        return false;
    }

    private boolean member(StringBuilder set) {
        if (glob.startsWith("[:", at)) {
            var end = glob.indexOf(":]", at);
            var known = end < 0 ? null : CLASSES.get(glob.substring(at + 2, end));
            if (known == null) {
                return false;
            }
            set.append(known);
            at = end + 2;
            return true;
        }
        var low = letter();
        if (at + 1 < glob.length() && glob.charAt(at) == '-' && glob.charAt(at + 1) != ']') {
            at++;
            var high = letter();
            if (low <= high) {
                set.append(escaped(low)).append('-').append(escaped(high));
            }
            return true;
        }
        set.append(escaped(low));
        return true;
    }

    private char letter() {
        var letter = glob.charAt(at++);
        return letter == '\\' && at < glob.length() ? glob.charAt(at++) : letter;
    }

    private void literal(char letter) {
        regex.append(escaped(letter));
    }

    private static String escaped(char letter) {
        return Character.isLetterOrDigit(letter) || letter > 0x7f
                ? String.valueOf(letter)
                : "\\x%02x".formatted((int) letter);
    }
}
