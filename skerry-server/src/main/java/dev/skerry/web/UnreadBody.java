package dev.skerry.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.HttpInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The body of a request that is refused before all of it has come. Closed in the middle, the connection breaks under
/// who still sends, and with it goes the reason why. So what is on its way is read and thrown away; where it is more
/// than comes in a moment, the answer goes first, and says that the connection ends.
final class UnreadBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int PIECE = 8192;

    private UnreadBody() {}

    /// Answers, and reads on.
    static void answer(Context ctx, byte[] answer) {
        try {
            if (!isAnnounced(ctx.req()) || isRead(ctx.req(), MOMENT)) {
                ctx.result(answer);
                return;
            }
            ctx.header("Connection", "close");
            ctx.res().setContentLength(answer.length);
            ctx.res().getOutputStream().write(answer);
            ctx.res().flushBuffer();
            LOG.debug("The rest of a refused request came: {}", isRead(ctx.req(), PATIENCE));
        } catch (IOException e) {
            LOG.debug("The rest of a refused request did not come: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Who asks first whether to send it at all (`Expect: 100-continue`) has not begun.
    private static boolean isAnnounced(HttpServletRequest request) {
        return request.getHeader("Expect") == null
                && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
    }

    /// Never waits for what nobody sends.
    ///
    /// @return whether all of it was read in time
    private static boolean isRead(HttpServletRequest request, Duration patience)
            throws IOException, InterruptedException {
        var body = request.getInputStream();
        var end = System.nanoTime() + patience.toNanos();
        var piece = new byte[PIECE];
        var read = 0;
        while (read <= JsonBody.MAX_JSON) {
            if (body.isFinished() || isAtEnd(body, request.getContentLengthLong(), piece)) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            if (body.available() > 0) {
                read += Math.max(0, body.read(piece));
            } else {
                Thread.sleep(PAUSE);
            }
        }
        return false;
    }

    /// The end itself has to be taken. What comes in chunks tells of it in its own time.
    private static boolean isAtEnd(ServletInputStream body, long length, byte[] piece) throws IOException {
        return length > 0
                && body instanceof HttpInput jetty
                && jetty.getContentConsumed() >= length
                && body.read(piece) < 0;
    }
}
