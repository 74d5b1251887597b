package dev.skerry.api.runs;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.InvalidValueException;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.Seconds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a command once, with the image and configuration of the release that serves.
///
/// @param command the program and its arguments, passed on as they are and never to a shell
/// @param timeout after which it is stopped; an hour when absent
/// @param memory its limit; 512m when absent
public record StartRun(
        ApplicationRef application,
        List<Argument> command,
        @Nullable Seconds timeout,
        @Nullable MemorySize memory) {
    private static final int MOST = 1000;

    public StartRun {
        command = List.copyOf(command);
        if (command.isEmpty() || command.size() > MOST) {
            throw new InvalidValueException("a command", "must have 1 to %d parts".formatted(MOST));
        }
    }
}
