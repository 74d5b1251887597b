package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the router's container up with the configuration of its state folder.
record StartUp(RouterContainer container, StateFolder folder, Haproxy haproxy) {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

    /// A container that runs but does not answer is replaced once: it may hang in an old state.
    void bringUp(String generation) {
        start();
        try {
            load(generation);
        } catch (SkerryException e) {
            LOG.warn("The router's container does not answer and is replaced: {}", e.getMessage());
            container.remove();
            start();
            loadOrComplain(generation);
        }
    }

    private void load(String generation) {
        if (!haproxy.await().equals(generation)) {
            haproxy.reload(generation);
        }
    }

    /// Brings a container that still runs to its settings, and into the networks it was in.
    void resume() {
        container.refresh(networks());
    }

    private void start() {
        container.start(networks());
    }

    private Set<String> networks() {
        return new TreeSet<>(folder.networks());
    }

    private void loadOrComplain(String generation) {
        try {
            load(generation);
        } catch (SkerryException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "%s Its last words: %s".formatted(e.getMessage(), String.join(" | ", container.complaints())),
                    e);
        }
    }
}
