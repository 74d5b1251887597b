package dev.skerry.cli.output;

import java.util.Locale;
import java.util.Set;

/// Colours, where they are wanted, and the width there is.
///
/// @param isOn with colours
/// @param width of a line in characters; lines for programs and files are as long as they are
public record Style(boolean isOn, int width) {
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final Set<String> GOOD = Set.of("success", "running", "done", "ok", "healthy", "yes", "live");
    private static final Set<String> BAD = Set.of("failed", "rolled back", "unhealthy", "error");
    private static final Set<String> UNDER_WAY =
            Set.of("pending", "cloning", "building", "pushing", "deploying", "cancelled", "stopped", "not deployed");

    /// For lines of any length.
    public Style(boolean isOn) {
        this(isOn, UNBOUNDED);
    }

    /// For lines that are indented.
    Style narrower(int indent) {
        return isBounded() ? new Style(isOn, Math.max(1, width - indent)) : this;
    }

    public boolean isBounded() {
        return width < UNBOUNDED;
    }

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    public String red(String text) {
        return wrap("31", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String yellow(String text) {
        return wrap("33", text);
    }

    /// By the word: good, bad, or under way. Other words stay as they are.
    public String status(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        if (GOOD.contains(word)) {
            return green(text);
        }
        if (BAD.contains(word)) {
            return red(text);
        }
        return UNDER_WAY.contains(word) ? yellow(text) : text;
    }

    private String wrap(String code, String text) {
        return isOn && !text.isEmpty() ? "\u001b[%sm%s\u001b[0m".formatted(code, text) : text;
    }
}
