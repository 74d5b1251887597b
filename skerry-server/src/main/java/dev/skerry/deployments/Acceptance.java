package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.Router;
import dev.skerry.router.RouterConfig;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the router take what it is to answer with. What it refuses of that is left out, and everybody else is served:
/// one bad certificate must not keep the others from their routes, nor the server from starting.
final class Acceptance {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

    private final Router router;
    private final Consumer<String> tell;
    private Set<EdgePart> leftOut = Set.of();

    /// @param tell hears of each thing that is left out
    Acceptance(Router router, Consumer<String> tell) {
        this.router = router;
        this.tell = tell;
    }

    /// @return what was applied
    /// @throws SkerryException when nothing could be applied
    RouterConfig apply(RouterConfig wanted) {
        try {
            router.apply(wanted);
            leftOut = Set.of();
            return wanted;
        } catch (SkerryException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            var fitting = fitting(wanted, e);
            router.apply(fitting);
            return fitting;
        }
    }

    /// @throws SkerryException UNPROCESSABLE when the router refuses what this backend asks for
    void requireTaken(BackendName backend) {
        if (leftOut.contains(new EdgePart.OfBackend(backend))) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "The router refuses what this application asks of it; its health check and ports may be why.");
        }
    }

    private static boolean isRefusal(SkerryException e) {
        return e.code() == ErrorCode.UNPROCESSABLE || e.code() == ErrorCode.INVALID_INPUT;
    }

    /// What was left out last is tried first: it is seldom something else.
    private RouterConfig fitting(RouterConfig wanted, SkerryException refusal) {
        if (router.refusal(wanted).isEmpty()) {
            throw refusal; // it would take it now: another try may do
        }
        var before = new HashSet<>(leftOut);
        before.retainAll(EdgePart.of(wanted));
        var without = EdgePart.without(wanted, before);
        if (!before.isEmpty() && router.refusal(without).isEmpty()) {
            leftOut = before;
            return without;
        }
        var found = new Culprits(router::refusal).find(wanted);
        found.forEach((part, reason) -> {
            LOG.error("The router refuses {}, which is left out: {}", part.shown(), reason);
            tell.accept("The router refuses %s, which is left out: %s".formatted(part.shown(), reason));
        });
        leftOut = Set.copyOf(found.keySet());
        return EdgePart.without(wanted, leftOut);
    }
}
