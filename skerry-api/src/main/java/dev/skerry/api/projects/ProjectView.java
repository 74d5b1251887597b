package dev.skerry.api.projects;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A project with its environments.
public record ProjectView(
        UUID id, String name, @Nullable String description, List<EnvironmentView> environments, Instant createdAt) {
    public ProjectView {
        environments = List.copyOf(environments);
    }
}
