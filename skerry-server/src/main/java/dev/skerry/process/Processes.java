package dev.skerry.process;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starts programs and waits for them. Every run has a deadline and a cancellation; when either ends it, the whole
/// process tree is killed.
public final class Processes {
    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "TZ");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Processes() {}

    /// Runs the command with stdout and stderr merged, each line handed over as it comes and cut when it has more than
    /// a
    /// million characters.
    ///
    /// @return the exit code
    /// @throws SkerryException UNAVAILABLE when the program cannot start, DEADLINE_EXCEEDED when it takes too long
    public static int run(Command command, Duration deadline, Cancellation cancellation, Consumer<String> lines) {
        cancellation.check();
        var process = start(command);
        try (var _ = cancellation.onCancel(() -> killTree(process))) {
            var reader = Thread.ofVirtual().start(() -> drain(process.getInputStream(), lines));
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SkerryException(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "'%s' did not end within %d s and was stopped.".formatted(command, deadline.toSeconds()));
            }
            reader.join(PATIENCE);
            cancellation.check();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SkerryException(ErrorCode.INTERNAL, "Interrupted while '%s' ran.".formatted(command), e);
        } finally {
            killTree(process);
        }
    }

    /// Runs the command and gives its output lines back.
    ///
    /// @throws SkerryException INTERNAL with the last lines when it exits with anything but 0
    public static List<String> output(Command command, Duration deadline, Cancellation cancellation) {
        var lines = Collections.synchronizedList(new ArrayList<String>());
        var code = run(command, deadline, cancellation, lines::add);
        if (code != 0) {
            var tail = String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
            throw new SkerryException(
                    ErrorCode.INTERNAL, "'%s' failed with exit code %d: %s".formatted(command, code, tail));
        }
        return List.copyOf(lines);
    }

    /// Starts a program that outlives this call. Its output goes to the file; the caller owns the process.
    public static Process startDetached(Command command, Path log) {
        return start(
                command,
                builder -> builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    /// Whether the program answers at all: used to find optional tools.
    public static boolean works(Command command) {
        try {
            return run(command, Duration.ofSeconds(10), Cancellation.never(), line -> {}) == 0;
        } catch (SkerryException e) {
            return false;
        }
    }

    private static Process start(Command command) {
        return start(command, builder -> builder.redirectErrorStream(true));
    }

    private static Process start(Command command, Consumer<ProcessBuilder> configure) {
        var builder = new ProcessBuilder(command.arguments());
        var environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        environment.putAll(command.environment());
        var directory = command.directory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        configure.accept(builder);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE, "Cannot start '%s': %s".formatted(command.program(), e.getMessage()), e);
        }
    }

    private static void drain(InputStream stream, Consumer<String> lines) {
        try (stream) {
            BoundedLines.read(stream, lines);
        } catch (IOException e) {
            lines.accept("(output ended: %s)".formatted(e.getMessage()));
        }
    }

    private static void killTree(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
