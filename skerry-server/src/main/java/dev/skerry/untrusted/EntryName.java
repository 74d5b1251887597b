package dev.skerry.untrusted;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.nio.charset.StandardCharsets;

/// The name of a file in somebody else's archive or tree: relative, with `/` between its parts.
public final class EntryName {
    static final int MAX_PATH = 4_000;
    private static final int MAX_PART = 255;
    private static final int SHOWN = 120;

    private EntryName() {}

    /// @throws SkerryException UNPROCESSABLE when the name leaves its folder or no Linux file system can hold it
    static void check(String path, int maxDepth) {
        if (path.length() > MAX_PATH) {
            throw refused(path, "has a path longer than " + MAX_PATH + " characters");
        }
        if (path.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f)) {
            throw refused(path, "has control characters in its name");
        }
        var parts = path.split("/", -1);
        if (parts.length > maxDepth) {
            throw refused(path, "lies more than " + maxDepth + " folders deep");
        }
        for (var part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw refused(path, "would be written outside of its folder");
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > MAX_PART) {
                throw refused(path, "has a name longer than " + MAX_PART + " bytes");
            }
        }
    }

    /// An entry nobody may write.
    ///
    /// @param why a predicate such as `is there twice`
    public static SkerryException refused(String path, String why) {
        return new SkerryException(
                ErrorCode.UNPROCESSABLE, "'%s' %s. Take it out of the source.".formatted(shown(path), why));
    }

    /// The name in at most 120 printable characters of ASCII.
    public static String shown(String path) {
        var result = new StringBuilder();
        path.chars().limit(SHOWN).forEach(letter -> {
            if (letter >= ' ' && letter <= '~') {
                result.append((char) letter);
            } else {
                result.append("\\u%04x".formatted(letter));
            }
        });
        return path.length() > SHOWN ? result.append("...").toString() : result.toString();
    }
}
