package dev.skerry.web;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.Problem;
import dev.skerry.kernel.SkerryException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers every failure with a problem document. A fault of Skerry's own says nothing of its inside: it is logged
/// under an
/// id that the answer names.
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void answerAll(RoutesConfig routes) {
        routes.exception(SkerryException.class, (e, ctx) -> {
            if (e.retryAfter() != null) {
                ctx.header("Retry-After", Long.toString(e.retryAfter().toSeconds()));
            }
            write(ctx, e.code() == ErrorCode.INTERNAL ? unexpected(e, ctx) : of(e));
        });
        routes.exception(MethodNotAllowedResponse.class, Problems::otherMethod);
        routes.exception(HttpResponseException.class, (e, ctx) -> write(ctx, ofStatus(e.getStatus(), ctx)));
        routes.exception(Exception.class, (e, ctx) -> write(ctx, unexpected(e, ctx)));
        routes.error(404, ctx -> {
            if (!Problem.MEDIA_TYPE.equals(ctx.res().getContentType())) {
                write(ctx, ofStatus(404, ctx));
            }
        });
    }

    /// Says which methods the address answers; OPTIONS asks for just that.
    private static void otherMethod(MethodNotAllowedResponse e, Context ctx) {
        var methods = new TreeSet<>(
                List.of(e.getDetails().getOrDefault("availableMethods", "").split(",\\s*")));
        methods.remove("");
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        ctx.header("Allow", String.join(", ", methods));
        if (ctx.method().equals(HandlerType.OPTIONS)) {
            ctx.status(204);
        } else {
            write(ctx, ofStatus(e.getStatus(), ctx));
        }
    }

    private static Problem of(SkerryException e) {
        var field = e.field();
        var errors = field == null ? null : List.of(new Problem.FieldError(field, e.getMessage()));
        return Problem.of(e.code(), e.getMessage(), errors, null);
    }

    private static Problem ofStatus(int status, Context ctx) {
        var code = Arrays.stream(ErrorCode.values())
                .filter(candidate -> candidate.status() == status)
                .findFirst()
                .orElse(ErrorCode.INVALID_INPUT);
        return Problem.of(code, "%s %s: %s.".formatted(ctx.method().name(), ctx.path(), code.title()), null, null);
    }

    private static Problem unexpected(Exception e, Context ctx) {
        var id = RequestId.of(ctx);
        LOG.error("Request {} {} failed, problem {}", ctx.method().name(), ctx.path(), id, e);
        return Problem.of(ErrorCode.INTERNAL, "Skerry failed; its log has the reason under this request id.", null, id);
    }

    private static void write(Context ctx, Problem problem) {
        if (!ctx.res().isCommitted()) {
            ctx.status(problem.status());
            ctx.contentType(Problem.MEDIA_TYPE);
            UnreadBody.answer(ctx, Json.MAPPER.writeValueAsBytes(problem));
        }
    }
}
