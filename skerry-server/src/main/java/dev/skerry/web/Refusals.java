package dev.skerry.web;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what Jetty refuses before any route sees it, in the words of every other problem: a request line that is
/// none,
/// an ambiguous path, headers that are too large.
final class Refusals extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        // What else comes on this connection cannot be trusted to be a request.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        SecurityHeaders.ALL.forEach(response.getHeaders()::put);
        response.write(true, document(status, status < 500 ? message : null), callback);
    }

    /// Jetty's own reason, which holds nothing of the request.
    private static ByteBuffer document(int status, @Nullable String reason) {
        var code = code(status);
        var detail = "The request is refused%s.".formatted(reason == null ? "" : ": " + reason);
        var problem = new Problem(Problem.type(code), code.title(), status, detail, code.code(), null, null);
        return ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(problem));
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 408 -> ErrorCode.DEADLINE_EXCEEDED;
            case 413, 414, 431 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID_INPUT : ErrorCode.INTERNAL;
        };
    }
}
