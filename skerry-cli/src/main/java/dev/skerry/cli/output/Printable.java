package dev.skerry.cli.output;

import java.util.regex.Pattern;

/// Makes texts of others safe to print: a log line must not move the cursor, set the title or clear the screen.
public final class Printable {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,20}m");
    private static final Pattern ESCAPE =
            Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|.)?");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]");
    private static final String KEPT = "\uE000"; // of the private use area: stands for a colour while the rest goes

    private Printable() {}

    /// One line; colours stay where colours are wanted.
    public static String line(String text, Style style) {
        if (text.chars().noneMatch(letter -> letter < ' ' || (letter >= 0x7f && letter < 0xa0))) {
            return text;
        }
        if (!style.isOn() || text.contains(KEPT)) {
            return bare(text);
        }
        var colours = COLOUR.matcher(text).results().map(hit -> hit.group()).toList();
        var result = bare(COLOUR.matcher(text).replaceAll(KEPT));
        for (var colour : colours) {
            result = result.replaceFirst(KEPT, colour);
        }
        return colours.isEmpty() ? result : result + "\u001b[0m";
    }

    private static String bare(String text) {
        return CONTROL.matcher(ESCAPE.matcher(text).replaceAll("")).replaceAll("");
    }
}
