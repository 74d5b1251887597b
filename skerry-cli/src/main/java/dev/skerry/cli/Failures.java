package dev.skerry.cli;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Problem;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.client.UnreachableException;
import dev.skerry.cli.input.Field;
import dev.skerry.cli.input.Fields;
import dev.skerry.cli.input.InputException;
import dev.skerry.cli.output.Printable;
import dev.skerry.cli.output.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Turns what went wrong into what is said about it, and the exit code.
record Failures(String words, Fields fields, Map<Field, List<String>> given, Style style) {
    /// What to print to standard error, and what to end with.
    record Report(List<String> lines, ExitCode code) {}

    Report of(Exception failure) {
        return switch (failure) {
            case InputException e -> report(ExitCode.USAGE, e.getMessage(), "usage: skerry help " + words);
            case Session.NoServerException e -> report(ExitCode.FORBIDDEN, e.getMessage());
            case ShortIds.NoSuchThingException e -> report(ExitCode.NOT_FOUND, e.getMessage());
            case LogIn.RefusedTokenException e -> report(ExitCode.FORBIDDEN, e.getMessage());
            case ProblemException e -> problem(e);
            case UnreachableException e ->
                report(
                        ExitCode.UNREACHABLE,
                        e.getMessage(),
                        "Is the server running? Another one: skerry login --server URL, or SKERRY_URL.");
            case CancellationException e -> report(ExitCode.DETACHED, e.getMessage());
            case IOException e -> report(ExitCode.FAILED, e.toString());
            default -> throw new IllegalStateException("Skerry's command line failed; please report this", failure);
        };
    }

    private Report problem(ProblemException e) {
        var lines = new ArrayList<String>();
        var fieldErrors = e.errors().stream().map(this::fieldError).toList();
        if (fieldErrors.size() == 1) {
            lines.add(fieldErrors.getFirst());
        } else {
            lines.add(detail(e));
            fieldErrors.forEach(error -> lines.add("  " + error));
        }
        if (e.problem().request() != null) {
            lines.add("request id in the server's log: " + e.problem().request());
        }
        e.code().map(this::advice).filter(advice -> !advice.isEmpty()).ifPresent(lines::add);
        var code = e.code().map(ExitCode::of).orElse(ExitCode.FAILED);
        return report(code, lines.toArray(String[]::new));
    }

    /// The server speaks of the header it was sent.
    private String detail(ProblemException e) {
        var isRefused =
                e.code().filter(code -> code == ErrorCode.UNAUTHENTICATED).isPresent();
        return isRefused && !words.equals("login")
                ? "The server does not know who you are: there is no token, or it has ended or was revoked."
                : e.problem().detail();
    }

    /// In the words of the command line: options for pointers.
    private String fieldError(Problem.FieldError error) {
        var label = fields.at(error.pointer(), given).map(Field::label).orElse(error.pointer());
        var detail = error.detail().startsWith(error.pointer())
                ? error.detail().substring(error.pointer().length()).replaceFirst("^: *", "")
                : error.detail();
        return label + (detail.startsWith(" ") ? detail : ": " + detail);
    }

    private String advice(ErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> words.equals("login") ? "" : "Sign in: skerry login, or set SKERRY_TOKEN.";
            case INVALID_INPUT -> "usage: skerry help " + words;
            case RATE_LIMITED -> "Try again in a moment.";
            case FORBIDDEN,
                    AMBIGUOUS,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    ALREADY_EXISTS,
                    CONFLICT,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    UNPROCESSABLE,
                    INTERNAL,
                    UNAVAILABLE,
                    DEADLINE_EXCEEDED,
                    OUT_OF_SPACE -> "";
        };
    }

    private Report report(ExitCode code, @Nullable String... lines) {
        var printed = new ArrayList<String>();
        for (var line : lines) {
            var safe = Printable.line(String.valueOf(line).replace("\n", "; "), new Style(false));
            printed.add(printed.isEmpty() ? style.red("error:") + " " + safe : safe);
        }
        return new Report(printed, code);
    }
}
