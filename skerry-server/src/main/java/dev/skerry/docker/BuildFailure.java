package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Why a build failed, found in what the builder said, since its exit code is always 1. The words are those of
/// BuildKit and the classic builder of engines 20.10 to 28.
///
/// @param detail the words it was found by
record BuildFailure(Reason reason, String detail) {
    private static final int SHOWN = 10;
    private static final Pattern EXIT_CODE = Pattern.compile("(?:exit code:? |non-zero code: )(\\d+)");
    private static final Pattern KILLED =
            Pattern.compile("(?:exit code:? |non-zero code: )137\\b|signal: killed|resourceexhausted");
    private static final Pattern DISK_FULL = Pattern.compile("no space left on device|disk quota exceeded");
    private static final Pattern NO_DOCKERFILE = Pattern.compile("failed to read dockerfile|unable to prepare context"
            + "|dockerfile parse error|file with no instructions|unknown instruction");
    private static final Pattern NO_BASE_IMAGE =
            Pattern.compile("failed to resolve source metadata|failed to do request|failed to resolve reference"
                    + "|pull access denied|repository does not exist|manifest(?: for .*)? (?:unknown|not found)"
                    + "|error response from daemon: get \"?https?://|no match for platform|: not found$");
    private static final Pattern NO_ENGINE =
            Pattern.compile("cannot connect to the docker daemon|error during connect|dial unix .*connection refused"
                    + "|rpc error: code = unavailable|failed to list workers");

    /// The lines in which a builder itself says that it gives up, as opposed to what steps print.
    private static final Pattern VERDICT = Pattern.compile(
            "^error|failed to solve|executor failed|returned a non-zero code"
                    + "|did not complete successfully|failed: |unable to prepare|cannot connect|manifest for|pull access");

    enum Reason {
        DISK_FULL,
        OUT_OF_MEMORY,
        STEP_FAILED,
        BASE_IMAGE,
        DOCKERFILE,
        NO_ENGINE,
        OTHER
    }

    static BuildFailure of(List<String> lastLines) {
        var lines =
                lastLines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
        var verdicts =
                lines.stream().filter(line -> VERDICT.matcher(line).find()).toList();
        // From the surest reason to the vaguest: a full disk also ends a step with some exit code.
        return Stream.of(
                        find(Reason.NO_ENGINE, NO_ENGINE, verdicts),
                        find(Reason.DISK_FULL, DISK_FULL, lines),
                        find(Reason.OUT_OF_MEMORY, KILLED, verdicts),
                        find(Reason.STEP_FAILED, EXIT_CODE, verdicts),
                        find(Reason.DOCKERFILE, NO_DOCKERFILE, verdicts),
                        find(Reason.BASE_IMAGE, NO_BASE_IMAGE, verdicts))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(new BuildFailure(Reason.OTHER, ""));
    }

    /// @param step the one that failed, when the builder named it
    SkerryException exception(Optional<String> step, List<String> lastLines) {
        var shown = lastLines.subList(Math.max(0, lastLines.size() - SHOWN), lastLines.size());
        return new SkerryException(
                reason == Reason.NO_ENGINE ? ErrorCode.UNAVAILABLE : ErrorCode.UNPROCESSABLE,
                "The build failed: %s Its last lines:\n%s"
                        .formatted(
                                sentence(step.map("the step '%s'"::formatted).orElse("a step")),
                                String.join("\n", shown)));
    }

    private String sentence(String step) {
        return switch (reason) {
            case DISK_FULL ->
                "the disk is full. Free some space, for example by the garbage collection, and try again.";
            case OUT_OF_MEMORY -> step + " was killed: it ran out of memory. Raise the memory limit of builds.";
            case STEP_FAILED -> "%s ended with exit code %s.".formatted(step, exitCode());
            case BASE_IMAGE -> "a base image cannot be pulled. Check its name, the registry and the credentials.";
            case DOCKERFILE -> "the Dockerfile cannot be read.";
            case NO_ENGINE -> "the Docker engine does not answer.";
            case OTHER -> "the builder gave up.";
        };
    }

    private static Optional<BuildFailure> find(Reason reason, Pattern words, List<String> lines) {
        return lines.reversed().stream()
                .filter(line -> words.matcher(line).find())
                .findFirst()
                .map(line -> new BuildFailure(reason, line));
    }

    private String exitCode() {
        var code = EXIT_CODE.matcher(detail);
        return code.find() ? code.group(1) : "unknown";
    }
}
