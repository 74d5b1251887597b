package dev.skerry.router;

import dev.skerry.kernel.SkerryException;
import java.util.HashMap;
import java.util.Map;

/// What an edge should be: what it was told, and the servers of each backend.
///
/// @param generation of the configuration that says so
record EdgeState(RouterConfig config, Map<BackendName, ServerPool> pools, String generation) {
    RouterConfig.Backend backend(BackendName name) {
        return config.backends().stream()
                .filter(backend -> backend.name().equals(name))
                .findFirst()
                .orElseThrow(() -> SkerryException.notFound("backend", name));
    }

    EdgeState with(ServerPool pool) {
        var all = new HashMap<>(pools);
        all.put(pool.backend(), pool);
        return new EdgeState(config, Map.copyOf(all), generation);
    }

    ServerPool pool(BackendName name) {
        var pool = pools.get(name);
        if (pool == null) {
            throw SkerryException.notFound("backend", name);
        }
        return pool;
    }
}
