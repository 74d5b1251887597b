package dev.skerry.secrets;

import dev.skerry.kernel.OrganizationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Whose variables are meant, and to whose they may refer: a project, an environment in it, an application in that.
///
/// @param owners the one meant and those above it
public record Lineage(OrganizationId organization, Map<Level, Owner> owners) {
    public Lineage {
        owners = Map.copyOf(owners);
    }

    /// Who has variables.
    ///
    /// @param ref by which commands name it
    public record Owner(UUID id, String ref) {}

    static Lineage of(OrganizationId organization, Owner project) {
        return new Lineage(organization, Map.of(Level.PROJECT, project));
    }

    Lineage with(Level level, Owner owner) {
        var all = new LinkedHashMap<>(owners);
        all.put(level, owner);
        return new Lineage(organization, all);
    }

    /// The one meant: the lowest there is.
    Level level() {
        return owners.keySet().stream().max(Level::compareTo).orElseThrow();
    }

    Owner owner() {
        return owner(level());
    }

    Owner owner(Level level) {
        return Objects.requireNonNull(owners.get(level));
    }
}
