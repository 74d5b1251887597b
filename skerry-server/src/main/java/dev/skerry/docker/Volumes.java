package dev.skerry.docker;

import dev.skerry.docker.MountSpec.Volume;

/// Keeps Skerry off other people's volumes. The engine itself makes a missing one when a container starts.
final class Volumes {
    private Volumes() {}

    static void requireOurs(Docker docker, Volume volume) {
        docker.find(Call.get("look for volume '%s'".formatted(volume.name()), "volumes", volume.name()))
                .ifPresent(found -> Ownership.requireSameInstance(
                        "volume", volume.name(), Ownership.labels(found.path("Labels")), volume.labels()));
    }

    /// @return whether it was there
    static boolean remove(Docker docker, String name, Labels own) {
        var found = docker.find(Call.get("look for volume '%s'".formatted(name), "volumes", name));
        if (found.isEmpty()) {
            return false;
        }
        Ownership.requireSameInstance(
                "volume", name, Ownership.labels(found.get().path("Labels")), own);
        docker.run(Call.delete("remove volume '%s'".formatted(name), "volumes", name));
        return true;
    }
}
