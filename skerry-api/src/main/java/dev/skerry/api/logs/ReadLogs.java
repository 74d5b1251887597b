package dev.skerry.api.logs;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.LineCount;
import dev.skerry.api.values.LogOffset;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.SearchText;
import dev.skerry.api.values.Since;
import org.jspecify.annotations.Nullable;

/// Which of the lines that an application's tasks wrote.
///
/// @param after resume behind this place; tail and since then mean nothing
/// @param tail the last ones only: 100, or all there are when since is given
/// @param since those of that time and later
/// @param search those that hold this text, in upper or lower case
/// @param follow go on with lines that are yet to come
public record ReadLogs(
        ApplicationRef application,
        @Nullable LogOffset after,
        @Nullable LineCount tail,
        @Nullable Since since,
        @Nullable ProcessName process,
        @Nullable SearchText search,
        @Nullable Boolean follow) {}
