package dev.skerry.logs;

import dev.skerry.logs.Entry.Kind;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which lines a reader wants. Pure.
record Selection(
        @Nullable Instant since,
        @Nullable String process,
        @Nullable Pattern search) {
    static Selection of(@Nullable Instant since, @Nullable String process, @Nullable String search) {
        return new Selection(
                since,
                process,
                search == null
                        ? null
                        : Pattern.compile(search, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    boolean admits(Entry entry) {
        return entry.kind() != Kind.PLACES
                && (since == null || !entry.time().isBefore(since))
                && (process == null || isOf(process, entry.source()))
                && (search == null || search.matcher(entry.text()).find());
    }

    private static boolean isOf(String process, String source) {
        return source.length() > process.length()
                && source.startsWith(process)
                && source.charAt(process.length()) == '.';
    }
}
