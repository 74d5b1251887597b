package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/// A builder that reads the Dockerfile and does what its words say, as far as a test needs: `RUN echo TEXT` says the
/// text, `RUN exit N` fails, `RUN sleep N` goes on until cancelled or late, `FROM` something with `no-such` cannot
/// be pulled. The same Dockerfile gives the same image.
public final class FakeImageBuilder implements ImageBuilder {
    private final List<BuildSpec> builds = new ArrayList<>();

    /// The builds so far, in order.
    public synchronized List<BuildSpec> builds() {
        return List.copyOf(builds);
    }

    @Override
    public String build(BuildSpec spec, Duration deadline, Cancellation cancellation, Consumer<BuildEvent> progress) {
        cancellation.check();
        remember(spec);
        var steps = steps(spec);
        for (var number = 1; number <= steps.size(); number++) {
            var step = steps.get(number - 1);
            var told = new BuildEvent.Step(number, step);
            progress.accept(new BuildEvent.StepStarted(told));
            run(step, deadline, cancellation, text -> progress.accept(new BuildEvent.Said(text)));
            progress.accept(new BuildEvent.StepFinished(told, Duration.ZERO, false));
        }
        var content = (steps + spec.arguments().toString()).getBytes(StandardCharsets.UTF_8);
        return "sha256:"
                + UUID.nameUUIDFromBytes(content).toString().replace("-", "").repeat(2);
    }

    private synchronized void remember(BuildSpec spec) {
        builds.add(spec);
    }

    private static List<String> steps(BuildSpec spec) {
        try {
            return Files.readAllLines(spec.dockerfile()).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (java.nio.file.NoSuchFileException e) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "There is no Dockerfile '%s' in the sources."
                            .formatted(spec.dockerfile().getFileName()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String step, Duration deadline, Cancellation cancellation, Consumer<String> said) {
        var words = step.split(" ", 3);
        var program = words.length > 1 ? words[1] : "";
        var rest = words.length > 2 ? words[2] : "";
        switch (words[0].toUpperCase(Locale.ROOT) + " " + program) {
            case "RUN echo" -> said.accept(rest);
            case "RUN exit" -> fail(step, rest);
            case "RUN sleep" -> {
                said.accept("sleeping");
                cancellation.sleep(deadline);
                throw new SkerryException(ErrorCode.DEADLINE_EXCEEDED, "The build took too long.");
            }
            default -> {
                if (program.contains("no-such")) {
                    var lines = List.of("ERROR: failed to do request: no such host");
                    throw BuildFailure.of(lines).exception(java.util.Optional.of(step), lines);
                }
            }
        }
    }

    private static void fail(String step, String exitCode) {
        var lines = List.of("ERROR: executor failed running [%s]: exit code: %s".formatted(step, exitCode));
        throw BuildFailure.of(lines).exception(java.util.Optional.of(step), lines);
    }
}
