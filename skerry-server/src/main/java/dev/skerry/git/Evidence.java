package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.DiskSpace;
import dev.skerry.kernel.SkerryException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.jspecify.annotations.Nullable;

/// What was seen while talking to one remote. JGit wraps failures in texts for people; this keeps the facts.
final class Evidence {
    private static final int SHOWN = 300;
    private static final List<String> LOGIN_WORDS =
            List.of("no more authentication methods", "auth fail", "cannot log in", "not authorized", "publickey");
    private static final List<String> MISSING_WORDS =
            List.of("repository not found", "does not exist", "does not appear to be a git repository");

    private final GitUrl url;
    private final AtomicReference<@Nullable SkerryException> refusal = new AtomicReference<>();
    private final AtomicInteger status = new AtomicInteger();

    Evidence(GitUrl url) {
        this.url = url;
    }

    /// Remembers why we did not want to go on; the first reason stays.
    SkerryException refuse(SkerryException reason) {
        refusal.compareAndSet(null, reason);
        return reason;
    }

    void answered(int httpStatus) {
        status.set(httpStatus);
    }

    /// Whether the remote answered but did not give what was asked for, so that asking otherwise may help.
    boolean mayAskOtherwise(Exception failure) {
        return fault(failure) == GitFault.PROTOCOL && refusal.get() == null && !isOurs(failure);
    }

    /// @return what to throw instead
    RuntimeException explain(Exception failure) {
        var reason = refusal.get();
        if (reason != null) {
            return reason;
        }
        for (var cause : causes(failure)) {
            if (cause instanceof CancelledException || cause instanceof SkerryException) {
                return (RuntimeException) cause;
            }
        }
        if (DiskSpace.isLackedIn(failure)) {
            return DiskSpace.full("The checkout of %s".formatted(url), failure);
        }
        var fault = fault(failure);
        return fault.because("%s: %s.".formatted(what(fault), said(failure)), failure);
    }

    private String what(GitFault fault) {
        return switch (fault) {
            case NOT_FOUND -> "There is no Git repository at %s".formatted(url);
            case AUTHENTICATION -> "%s did not accept the login".formatted(url);
            case NETWORK -> "%s cannot be reached".formatted(url);
            case TOO_LARGE -> "%s holds an object this server has no room for".formatted(url);
            case UNKNOWN_REF, TIMEOUT, POLICY, PROTOCOL -> "%s could not be read".formatted(url);
        };
    }

    private GitFault fault(Exception failure) {
        if (status.get() == 401 || status.get() == 403 || status.get() == 407) {
            return GitFault.AUTHENTICATION;
        }
        if (status.get() == 404 || status.get() == 410) {
            return GitFault.NOT_FOUND;
        }
        for (var cause : causes(failure)) {
            var text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (LOGIN_WORDS.stream().anyMatch(text::contains)) {
                return GitFault.AUTHENTICATION;
            }
            if (cause instanceof NoRemoteRepositoryException
                    || MISSING_WORDS.stream().anyMatch(text::contains)) {
                return GitFault.NOT_FOUND;
            }
            if (cause instanceof LargeObjectException || cause instanceof TooLargeObjectInPackException) {
                return GitFault.TOO_LARGE;
            }
            if (isNetwork(cause)) {
                return GitFault.NETWORK;
            }
        }
        return status.get() >= 500 ? GitFault.NETWORK : GitFault.PROTOCOL;
    }

    private static boolean isNetwork(Throwable cause) {
        return cause instanceof UnknownHostException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof SocketException
                || cause instanceof InterruptedIOException
                || cause instanceof SSLException;
    }

    private static boolean isOurs(Exception failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof CancelledException || cause instanceof SkerryException);
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
    }

    /// The innermost message, on one line of printable characters: a remote chose some of its words.
    private static String said(Exception failure) {
        var message = causes(failure).reversed().stream()
                .map(Throwable::getMessage)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
        var clean = message.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return clean.length() > SHOWN ? clean.substring(0, SHOWN) + "..." : clean;
    }
}
