package dev.skerry.api.client;

import dev.skerry.api.values.ServerUrl;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Nothing answered, or what answered is not Skerry. The message names the address.
public final class UnreachableException extends RuntimeException {
    UnreachableException(ServerUrl server, String what, @Nullable Throwable cause) {
        super("%s %s%s".formatted(server, what, what.endsWith("?") ? "" : "."), cause);
    }

    static UnreachableException late(ServerUrl server, Duration deadline) {
        return new UnreachableException(server, "did not answer within %d s".formatted(deadline.toSeconds()), null);
    }

    static UnreachableException of(ServerUrl server, Throwable cause) {
        return new UnreachableException(server, reason(cause), cause);
    }

    /// The JDK's own messages are often empty here, and the outermost exception is not the one that says most.
    private static String reason(Throwable cause) {
        if (has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)) {
            return "cannot be reached: there is no host of that name";
        }
        if (has(cause, HttpConnectTimeoutException.class)) {
            return "cannot be reached: connecting took too long";
        }
        if (String.valueOf(cause.getMessage()).contains("plaintext connection")) {
            return "does not speak TLS: is it http:// that is meant?";
        }
        if (has(cause, SSLException.class)) {
            return "cannot be trusted: " + cause.getMessage();
        }
        if (has(cause, ConnectException.class)) {
            return "cannot be reached: nothing listens there";
        }
        return "broke the connection off" + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private static boolean has(Throwable cause, Class<? extends Throwable> kind) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }
}
