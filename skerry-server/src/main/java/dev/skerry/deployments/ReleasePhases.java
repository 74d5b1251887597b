package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.Database;
import dev.skerry.db.Rows;
import dev.skerry.docker.ContainerWatch.Outcome;
import dev.skerry.docker.Containers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of the containers of release phases: that one was begun, and how it ended, so that no crash makes a
/// migration run twice, and no container is forgotten.
record ReleasePhases(Database database, Containers containers, InstantSource clock) {
    /// The release phase of a deployment.
    ///
    /// @param beganAt null while it is not known to have begun
    /// @param ended null while it is not known how it ended
    record Phase(String container, @Nullable Instant beganAt, Outcome.@Nullable Ended ended) {}

    /// Writes down that there will be a container, unless that was done before.
    Phase prepare(DeploymentId deployment, String container) {
        database.useTransaction(transaction -> transaction
                .handle()
                .createUpdate("""
                        INSERT INTO release_phases (deployment_id, container) VALUES (:deployment, :container)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("deployment", deployment.value())
                .bind("container", container)
                .execute());
        return find(deployment).orElseThrow();
    }

    /// The command runs. The first time counts.
    Instant began(DeploymentId deployment) {
        update("UPDATE release_phases SET began_at = coalesce(began_at, :now)", deployment);
        return Optional.ofNullable(find(deployment).orElseThrow().beganAt()).orElseThrow();
    }

    void ended(DeploymentId deployment, Outcome.Ended ended) {
        database.useTransaction(transaction -> transaction
                .handle()
                .createUpdate("""
                        UPDATE release_phases SET exit_code = :code, out_of_memory = :memory
                        WHERE deployment_id = :deployment
                        """)
                .bind("code", ended.exitCode())
                .bind("memory", ended.outOfMemory())
                .bind("deployment", deployment.value())
                .execute());
    }

    /// Removes the container, and writes down that it is gone.
    void remove(DeploymentId deployment) {
        find(deployment).ifPresent(phase -> {
            containers.remove(phase.container());
            update("UPDATE release_phases SET gone_at = :now", deployment);
        });
    }

    /// Removes what is left of deployments that have ended, because they were cancelled or given up while nobody
    /// followed it.
    void removeLeftovers() {
        var left = database.read(handle -> handle.createQuery("""
                        SELECT deployment_id FROM release_phases JOIN deployments ON id = deployment_id
                        WHERE gone_at IS NULL AND finished_at IS NOT NULL
                        """)
                .map((row, context) -> new DeploymentId(Rows.id(row, "deployment_id")))
                .list());
        left.forEach(this::remove);
    }

    private void update(String sql, DeploymentId deployment) {
        database.useTransaction(transaction -> transaction
                .handle()
                .createUpdate(sql + " WHERE deployment_id = :deployment")
                .bind("now", clock.instant())
                .bind("deployment", deployment.value())
                .execute());
    }

    private Optional<Phase> find(DeploymentId deployment) {
        return database.read(handle -> handle.createQuery("""
                        SELECT container, began_at, exit_code, out_of_memory FROM release_phases
                        WHERE deployment_id = :deployment
                        """)
                .bind("deployment", deployment.value())
                .map((row, context) -> phase(row))
                .findOne());
    }

    private static Phase phase(ResultSet row) throws SQLException {
        var code = row.getObject("exit_code", Integer.class);
        return new Phase(
                row.getString("container"),
                Rows.instantOrNull(row, "began_at"),
                code == null ? null : new Outcome.Ended(code, row.getBoolean("out_of_memory")));
    }
}
