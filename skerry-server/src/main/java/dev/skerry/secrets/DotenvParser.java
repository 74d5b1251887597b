package dev.skerry.secrets;

import dev.skerry.api.values.Dotenv;
import dev.skerry.api.values.InvalidValueException;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import dev.skerry.kernel.SkerryException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the text of an `.env` file, as the peers' tools write it: `NAME=value` lines, `export` before them, comments,
/// values in single quotes as they are and in double quotes with escapes, both over several lines. Nothing is
/// expanded: `$HOME` stays `$HOME`. Pure.
final class DotenvParser {
    private static final String EXPORT = "export";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String text;
    private final Map<VariableName, VariableValue> variables = new LinkedHashMap<>();
    private final Map<VariableName, Integer> lines = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    private DotenvParser(String text) {
        this.text = text;
    }

    /// @throws SkerryException INVALID_INPUT with the line at fault, never with what stands there
    static Map<VariableName, VariableValue> parse(Dotenv dotenv) {
        var text = dotenv.value().replace("\r\n", "\n").replace('\r', '\n');
        var parser = new DotenvParser(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        return parser.parse();
    }

    private Map<VariableName, VariableValue> parse() {
        while (true) {
            skipBlank();
            if (isAtEnd()) {
                return variables;
            }
            if (peek() == '\n') {
                next();
            } else if (peek() == '#') {
                skipLine();
            } else {
                assignment();
            }
        }
    }

    private void assignment() {
        var begun = line;
        var name = name(begun);
        var previous = lines.putIfAbsent(name, begun);
        if (previous != null) {
            throw fault(begun, "%s is set in line %d already; leave one of them out".formatted(name, previous));
        }
        skipBlank();
        var value = isAtEnd() ? "" : value(name);
        try {
            variables.put(name, new VariableValue(value));
        } catch (InvalidValueException e) {
            throw fault(begun, "the value of %s is too long".formatted(name));
        }
    }

    private VariableName name(int begun) {
        var end = text.indexOf('\n', at);
        var rest = text.substring(at, end < 0 ? text.length() : end);
        var equals = rest.indexOf('=');
        if (equals < 0) {
            throw fault(begun, "there is no '='; write NAME=value");
        }
        var name = rest.substring(0, equals).strip();
        if (name.startsWith(EXPORT) && name.length() > EXPORT.length() && isBlank(name.charAt(EXPORT.length()))) {
            name = name.substring(EXPORT.length()).strip();
        }
        at += equals + 1;
        try {
            return new VariableName(name);
        } catch (InvalidValueException e) {
            throw fault(
                    begun,
                    "what stands before '=' is no name: letters, digits and _, not a digit first, at most 128 of them");
        }
    }

    private String value(VariableName name) {
        return switch (peek()) {
            case '\'', '"' -> {
                var begun = line;
                var value = quoted(next(), begun, name);
                requireNothingMore(name);
                yield value;
            }
            default -> unquoted();
        };
    }

    private String quoted(char quote, int begun, VariableName name) {
        var value = new StringBuilder();
        while (!isAtEnd()) {
            var character = next();
            if (character == quote) {
                return value.toString();
            }
            if (character == '\\' && quote == '"' && !isAtEnd()) {
                escape(value, next());
            } else {
                value.append(character);
            }
        }
        throw fault(begun, "the quote that begins the value of %s is never closed".formatted(name));
    }

    /// What is no escape stays as it is, backslash included.
    private static void escape(StringBuilder value, char escaped) {
        switch (escaped) {
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case '"', '\\', '$' -> value.append(escaped);
            default -> value.append('\\').append(escaped);
        }
    }

    private void requireNothingMore(VariableName name) {
        skipBlank();
        if (!isAtEnd() && peek() == '#') {
            skipLine();
        } else if (!isAtEnd() && peek() != '\n') {
            throw fault(line, "something follows the closing quote of %s".formatted(name));
        }
    }

    /// To the end of the line, or to a `#` with a blank before it.
    private String unquoted() {
        var begin = at;
        while (!isAtEnd() && peek() != '\n') {
            if (peek() == '#' && (at == begin || isBlank(text.charAt(at - 1)))) {
                var value = text.substring(begin, at).strip();
                skipLine();
                return value;
            }
            at++;
        }
        return text.substring(begin, at).strip();
    }

    private void skipBlank() {
        while (!isAtEnd() && isBlank(peek())) {
            at++;
        }
    }

    private void skipLine() {
        while (!isAtEnd() && peek() != '\n') {
            at++;
        }
    }

    private char next() {
        var character = text.charAt(at++);
        if (character == '\n') {
            line++;
        }
        return character;
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private static SkerryException fault(int line, String what) {
        return SkerryException.invalid("/dotenv", "/dotenv: line %d: %s.".formatted(line, what));
    }
}
