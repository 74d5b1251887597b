package dev.skerry.projects;

import dev.skerry.api.projects.EnvironmentView;
import dev.skerry.api.values.Name;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place where services run, with a network of its own.
public record Environment(
        UUID id,
        UUID project,
        Name projectName,
        Name name,
        @Nullable String description,
        Instant createdAt) {
    EnvironmentView view() {
        return new EnvironmentView(id, name.value(), projectName.value(), description, createdAt);
    }
}
