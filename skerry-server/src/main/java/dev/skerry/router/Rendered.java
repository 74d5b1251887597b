package dev.skerry.router;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything HAProxy reads. The configuration names the folder of its generation, so that replacing the one file
/// `haproxy.cfg` changes all at once.
///
/// @param generation changes with all that only a reload can bring about: not with servers, not with the route
///     map
/// @param configuration the text of `haproxy.cfg`
/// @param routes the lines of the route map
/// @param files path in the folder of the generation to content, which may be secret
record Rendered(String generation, String configuration, List<String> routes, Map<String, String> files) {
    Rendered {
        routes = List.copyOf(routes);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /// Without the contents: private keys are among them.
    @Override
    public String toString() {
        return "Rendered[%s, %s]".formatted(generation, files.keySet());
    }
}
