package dev.skerry.secrets;

import dev.skerry.kernel.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The variables of a process that is about to start, resolved.
///
/// @param plain the names of those that may be shown
public record Configuration(Map<String, Secret> values, Set<String> plain) {
    public Configuration {
        values = Map.copyOf(values);
        plain = Set.copyOf(plain);
    }

    /// What nobody may see.
    public List<Secret> secrets() {
        return values.entrySet().stream()
                .filter(entry -> !plain.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
