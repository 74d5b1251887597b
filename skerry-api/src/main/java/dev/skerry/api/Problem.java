package dev.skerry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What went wrong, as RFC 9457 says it (`application/problem+json`).
///
/// @param type `urn:skerry:problem:` and the code
/// @param detail what failed, on what, and what to do
/// @param code stable; see ErrorCode
/// @param errors the input fields at fault
/// @param request to find it in the server's log
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable List<FieldError> errors,
        @Nullable String request) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "urn:skerry:problem:";

    /// A field at fault, by JSON pointer into the input: `/healthCheck/path`.
    public record FieldError(String pointer, String detail) {}

    public static Problem of(
            ErrorCode code, String detail, @Nullable List<FieldError> errors, @Nullable String request) {
        return new Problem(type(code), code.title(), code.status(), detail, code.code(), errors, request);
    }

    /// The type of every problem of this code.
    public static String type(ErrorCode code) {
        return TYPE_PREFIX + code.code();
    }
}
