package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/// Says what went wrong with a call: what, where, status, and what to do.
record EngineErrors(EngineAddress address) {
    private static final int SHOWN = 64 * 1024;

    /// The engine answered, and the answer is no.
    SkerryException refused(Call call, HttpAnswer answer) {
        var reason = reason(answer);
        return new SkerryException(
                code(answer.status(), reason),
                "Docker could not %s: %s (status %d of %s)".formatted(call.what(), reason, answer.status(), address));
    }

    SkerryException late(Call call) {
        return new SkerryException(
                ErrorCode.DEADLINE_EXCEEDED,
                "Docker did not %s within %d s. The engine at %s is overloaded or hangs; see its log."
                        .formatted(call.what(), call.deadline().toSeconds(), address));
    }

    /// No engine answered, or it went away in between.
    SkerryException lost(Call call, IOException cause) {
        var reason =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return new SkerryException(
                ErrorCode.UNAVAILABLE,
                "Docker could not %s: the engine at %s does not answer (%s). Is it running, and may Skerry use its socket?"
                        .formatted(call.what(), address, reason),
                cause);
    }

    private static String reason(HttpAnswer answer) {
        try {
            var text = new String(answer.body().readNBytes(SHOWN), StandardCharsets.UTF_8).strip();
            return message(text);
        } catch (IOException e) {
            return "it did not say why (%s)".formatted(e.getMessage());
        }
    }

    private static String message(String text) {
        try {
            return Docker.JSON.readTree(text).path("message").asString(text);
        } catch (JacksonException e) {
            // Proxies between Skerry and the engine answer in plain text or HTML: shown as it is.
            return text.isEmpty() ? e.getClass().getSimpleName() : text;
        }
    }

    private static ErrorCode code(int status, String reason) {
        return switch (status) {
            case 400 -> reason.contains("is too old") ? ErrorCode.UNAVAILABLE : ErrorCode.UNPROCESSABLE;
            case 401, 403, 409 -> ErrorCode.CONFLICT;
            case 404 -> ErrorCode.NOT_FOUND;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> ErrorCode.INTERNAL;
        };
    }
}
