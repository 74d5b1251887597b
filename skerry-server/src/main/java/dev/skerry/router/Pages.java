package dev.skerry.router;

/// What the edge itself answers people with: small, without outside parts, in the same dress.
final class Pages {
    /// The longest reason a page shows.
    private static final int LONGEST = 300;

    private Pages() {}

    static String unknown() {
        return page("404", "Nothing is here", "No application answers at this address.");
    }

    static String unhealthy() {
        return page("503", "Not available", "The application does not answer just now. Try again in a moment.");
    }

    /// In HAProxy's format language: the reason comes from the route.
    static String unavailable() {
        return page("503", "Not available", "@REASON@").replace("%", "%%").replace("@REASON@", "%[var(txn.rest)]");
    }

    /// One line of text for a page, whatever it was before.
    static String text(String hostile) {
        var line = hostile.replaceAll("[\\p{Cntrl}\\p{Z}\\s]+", " ").strip();
        var points = line.codePoints()
                .limit(LONGEST)
                .filter(point -> !Character.isISOControl(point) && !isSurrogate(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return points.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static String page(String status, String title, String sentence) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s %2$s</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 32em; margin: 20vh auto 0; padding: 0 1em }
                h1 { font-size: 1.4em; margin: 0 }
                small { color: #777 }
                @media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } }
                </style>
                <h1>%2$s</h1>
                <p>%3$s</p>
                <small>%1$s</small>
                </html>
                """.formatted(status, title, sentence);
    }
}
