package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.Derived;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.docker.ContainerWatch.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of release phases.
final class ReleasePhaseStore {
    /// What leftovers are read from: phases that have a container, and their deployments.
    private static final List<String> SOURCES = List.of(
            "release_phases WHERE gone_at IS NULL",
            "deployments WHERE id IN (SELECT deployment_id FROM release_phases WHERE gone_at IS NULL)");

    private final Derived<List<DeploymentId>> left = new Derived<>(SOURCES, ReleasePhaseStore::readLeft);

    /// The release phase of a deployment.
    ///
    /// @param beganAt null while it is not known to have begun
    /// @param ended null while it is not known how it ended
    record Phase(String container, @Nullable Instant beganAt, Outcome.@Nullable Ended ended) {}

    /// Does nothing when it is there.
    void create(Transaction transaction, DeploymentId deployment, String container) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO release_phases (deployment_id, container) VALUES (:deployment, :container)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("deployment", deployment.value())
                .bind("container", container)
                .execute();
    }

    /// The first time counts.
    void setBegan(Transaction transaction, DeploymentId deployment, Instant now) {
        update(transaction, deployment, "UPDATE release_phases SET began_at = coalesce(began_at, :now)", now);
    }

    void setEnded(Transaction transaction, DeploymentId deployment, Outcome.Ended ended) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE release_phases SET exit_code = :code, out_of_memory = :memory
                        WHERE deployment_id = :deployment
                        """)
                .bind("code", ended.exitCode())
                .bind("memory", ended.outOfMemory())
                .bind("deployment", deployment.value())
                .execute();
    }

    void setGone(Transaction transaction, DeploymentId deployment, Instant now) {
        update(transaction, deployment, "UPDATE release_phases SET gone_at = :now", now);
    }

    private static void update(Transaction transaction, DeploymentId deployment, String sql, Instant now) {
        transaction
                .handle()
                .createUpdate(sql + " WHERE deployment_id = :deployment")
                .bind("now", now)
                .bind("deployment", deployment.value())
                .execute();
    }

    Optional<Phase> find(Handle handle, DeploymentId deployment) {
        return handle.createQuery("""
                        SELECT container, began_at, exit_code, out_of_memory FROM release_phases
                        WHERE deployment_id = :deployment
                        """)
                .bind("deployment", deployment.value())
                .map((row, context) -> phase(row))
                .findOne();
    }

    /// Of deployments of every organization that have ended and left a container. To ask again costs next to nothing.
    List<DeploymentId> left(Handle handle) {
        return left.get(handle);
    }

    private static List<DeploymentId> readLeft(Handle handle) {
        return handle.createQuery("""
                        SELECT deployment_id FROM release_phases JOIN deployments ON id = deployment_id
                        WHERE gone_at IS NULL AND finished_at IS NOT NULL
                        """)
                .map((row, context) -> new DeploymentId(Rows.id(row, "deployment_id")))
                .list();
    }

    private static Phase phase(ResultSet row) throws SQLException {
        var code = row.getObject("exit_code", Integer.class);
        return new Phase(
                row.getString("container"),
                Rows.instantOrNull(row, "began_at"),
                code == null ? null : new Outcome.Ended(code, row.getBoolean("out_of_memory")));
    }
}
