package dev.skerry.applications;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.Source;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Name;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a user wants deployed.
///
/// @param label what its generated name begins with: no other application of the installation has it
/// @param liveRelease the version of the release that serves, or did before it was stopped
/// @param deletedAt when it is on its way out; its name is free then
public record Application(
        UUID id,
        OrganizationId organization,
        Place place,
        Name name,
        String label,
        Source source,
        Settings settings,
        ApplicationStatus status,
        @Nullable Integer liveRelease,
        Instant createdAt,
        @Nullable Instant deletedAt) {
    /// Where it lives.
    public record Place(UUID environment, Name environmentName, Name projectName) {}

    /// The same with another label.
    Application labelled(String other) {
        return new Application(
                id, organization, place, name, other, source, settings, status, liveRelease, createdAt, deletedAt);
    }

    /// The name every command takes.
    public ApplicationRef ref() {
        return new ApplicationRef("%s.%s.%s".formatted(place.projectName(), place.environmentName(), name));
    }

    Application with(Settings others) {
        return new Application(
                id, organization, place, name, label, source, others, status, liveRelease, createdAt, deletedAt);
    }

    Application in(Place other) {
        return new Application(
                id, organization, other, name, label, source, settings, status, liveRelease, createdAt, deletedAt);
    }

    /// Whether it is not to run any more.
    public boolean isDeleted() {
        return deletedAt != null;
    }
}
