package dev.skerry.api.values;

import java.util.HexFormat;

/// A text that cannot be the value it should be. The message says what it should be, shows the text and says what is
/// allowed; the text stands in it escaped and shortened, so that the message is safe in a log and on a terminal.
public final class InvalidValueException extends IllegalArgumentException {
    private static final int SHOWN = 80;

    /// @param what the kind of value with its article, such as `a git URL`
    /// @param text what was given; must not hold a secret
    /// @param allowed a sentence without its full stop, such as `use https:// or ssh://`
    public InvalidValueException(String what, String text, String allowed) {
        super("'%s' is not %s: %s.".formatted(shown(text), what, allowed));
    }

    /// For a value that must never be shown.
    public InvalidValueException(String what, String allowed) {
        super("That is not %s: %s.".formatted(what, allowed));
    }

    /// The text in printable ASCII, at most 80 characters of it. Look-alikes become visible as `\u0430`.
    static String shown(String text) {
        var result = new StringBuilder();
        text.chars().limit(SHOWN).forEach(letter -> append(result, (char) letter));
        if (text.length() > SHOWN) {
            result.append("... (").append(text.length()).append(" characters)");
        }
        return result.toString();
    }

    private static void append(StringBuilder result, char letter) {
        switch (letter) {
            case '\n' -> result.append("\\n");
            case '\r' -> result.append("\\r");
            case '\t' -> result.append("\\t");
            case '\\' -> result.append("\\\\");
            default -> {
                if (letter >= ' ' && letter <= '~') {
                    result.append(letter);
                } else {
                    result.append("\\u").append(HexFormat.of().toHexDigits(letter));
                }
            }
        }
    }
}
