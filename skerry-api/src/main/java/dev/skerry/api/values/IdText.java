package dev.skerry.api.values;

import java.util.UUID;
import java.util.regex.Pattern;

/// The text form of ids: the 36 characters of RFC 9562 and nothing `UUID.fromString` would let pass beside them.
final class IdText {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private IdText() {}

    static UUID parse(String what, String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new InvalidValueException(what, text, "must be a UUID in lower case");
        }
        return UUID.fromString(text);
    }
}
