package dev.skerry.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.HttpInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is refused before all of it has come. Who still sends hears nothing: closed in the middle, the connection
/// breaks, and with it goes the reason why. So the answer is sent at once, and the rest read for a while and thrown
/// away.
final class UnreadBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int PIECE = 8192;

    private UnreadBody() {}

    static boolean isAnnounced(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    static void answerFirst(Context ctx, byte[] answer) {
        try {
            ctx.res().setContentLength(answer.length);
            ctx.res().getOutputStream().write(answer);
            ctx.res().flushBuffer();
            readOn(ctx.req().getInputStream());
        } catch (IOException e) {
            LOG.debug("The rest of a refused request did not come: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Never waits for what nobody sends.
    private static void readOn(ServletInputStream body) throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var piece = new byte[PIECE];
        var read = 0;
        while (read <= JsonBody.MAX_JSON && System.nanoTime() < end) {
            if (body.available() > 0) {
                read += Math.max(0, body.read(piece));
            } else if (isAtEnd(body)) {
                return;
            } else {
                Thread.sleep(PAUSE);
            }
        }
    }

    /// The end itself has to be taken before `isFinished` tells of it.
    private static boolean isAtEnd(ServletInputStream body) {
        return body.isFinished() || (body instanceof HttpInput jetty && jetty.consumeAvailable());
    }
}
