package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.Database;
import dev.skerry.deployments.ReleasePhaseStore.Phase;
import dev.skerry.docker.ContainerWatch.Outcome;
import dev.skerry.docker.Containers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What is known of the containers of release phases: that one was begun, and how it ended, so that no crash makes a
/// migration run twice, and no container is forgotten.
record ReleasePhases(Database database, Containers containers, InstantSource clock, ReleasePhaseStore store) {
    /// Writes down that there will be a container, unless that was done before.
    Phase prepare(DeploymentId deployment, String container) {
        database.useTransaction(transaction -> store.create(transaction, deployment, container));
        return find(deployment).orElseThrow();
    }

    /// The command runs. The first time counts.
    Instant began(DeploymentId deployment) {
        database.useTransaction(transaction -> store.setBegan(transaction, deployment, clock.instant()));
        return Optional.ofNullable(find(deployment).orElseThrow().beganAt()).orElseThrow();
    }

    void ended(DeploymentId deployment, Outcome.Ended ended) {
        database.useTransaction(transaction -> store.setEnded(transaction, deployment, ended));
    }

    /// Removes the container, and writes down that it is gone.
    void remove(DeploymentId deployment) {
        find(deployment).ifPresent(phase -> {
            containers.remove(phase.container());
            database.useTransaction(transaction -> store.setGone(transaction, deployment, clock.instant()));
        });
    }

    /// Removes what is left of deployments that have ended, because they were cancelled or given up while nobody
    /// followed it.
    void removeLeftovers() {
        database.read(store::left).forEach(this::remove);
    }

    private Optional<Phase> find(DeploymentId deployment) {
        return database.read(handle -> store.find(handle, deployment));
    }
}
