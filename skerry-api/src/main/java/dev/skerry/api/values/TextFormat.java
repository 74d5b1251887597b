package dev.skerry.api.values;

import java.util.regex.Pattern;

/// What a text value may be. Value types hold one as `FORMAT`: it checks the value, describes it in OpenAPI, and gives
/// the
/// tests a good example.
///
/// @param what the thing with its article: `a name`
/// @param rule what is allowed: `must be ...`
/// @param pattern the whole value, with no unbounded backtracking
/// @param max in UTF-16 units
/// @param secret the value is never shown, not even in the message that refuses it
/// @param document the value has several lines, and people keep it in a file
public record TextFormat(
        String what, String rule, Pattern pattern, int min, int max, String example, boolean secret, boolean document) {
    public static TextFormat of(String what, String rule, String pattern, int max, String example) {
        return new TextFormat(what, rule, Pattern.compile(pattern, Pattern.DOTALL), 1, max, example, false, false);
    }

    /// The same for a value nobody may see.
    public TextFormat hidden() {
        return new TextFormat(what, rule, pattern, min, max, example, true, document);
    }

    /// The same, but may be empty.
    public TextFormat orEmpty() {
        return new TextFormat(what, rule, pattern, 0, max, example, secret, document);
    }

    /// The same for a text of several lines, as a file has.
    public TextFormat ofLines() {
        return new TextFormat(what, rule, pattern, min, max, example, secret, true);
    }

    /// @throws InvalidValueException when the text is not one of these
    public String check(String text) {
        var fits = text.length() >= min
                && text.length() <= max
                && text.indexOf('\0') < 0
                && pattern.matcher(text).matches();
        if (!fits) {
            throw secret ? new InvalidValueException(what, rule) : new InvalidValueException(what, text, rule);
        }
        return text;
    }
}
