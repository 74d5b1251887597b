package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.RouterConfig;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds the parts of a configuration that a router refuses, by asking it about ever smaller ones.
final class Culprits {
    /// Asking costs some 100 ms. One culprit among a thousand parts takes about 20 questions.
    private static final int MOST_QUESTIONS = 200;

    private final Function<RouterConfig, Optional<String>> refusal;
    private final Set<EdgePart> kept = new HashSet<>();
    private final Map<EdgePart, String> found = new LinkedHashMap<>();
    private int questions;

    /// @param refusal what the router says against a configuration
    Culprits(Function<RouterConfig, Optional<String>> refusal) {
        this.refusal = refusal;
    }

    /// @return each with what was said against it
    /// @throws SkerryException when it is too much that is refused, or all of it
    Map<EdgePart, String> find(RouterConfig config) {
        search(config, EdgePart.of(config));
        return Map.copyOf(found);
    }

    private void search(RouterConfig config, List<EdgePart> parts) {
        var said = parts.isEmpty() ? Optional.<String>empty() : ask(config, parts);
        if (said.isEmpty()) {
            kept.addAll(parts);
        } else if (parts.size() == 1) {
            found.put(parts.getFirst(), said.get());
        } else {
            search(config, parts.subList(0, parts.size() / 2));
            search(config, parts.subList(parts.size() / 2, parts.size()));
        }
    }

    /// About those that are kept and these.
    private Optional<String> ask(RouterConfig config, List<EdgePart> these) {
        if (++questions > MOST_QUESTIONS) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE, "The router refuses too much of its configuration to tell what it is.");
        }
        var out = new HashSet<>(EdgePart.of(config));
        out.removeAll(kept);
        these.forEach(out::remove);
        return refusal.apply(EdgePart.without(config, out));
    }
}
