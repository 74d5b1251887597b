package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.GitRef;
import dev.skerry.applications.Application;
import dev.skerry.db.Paging;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Deployment.Cause;
import dev.skerry.deployments.DeploymentEvent.StatusChanged;
import dev.skerry.events.Events;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of deployments. Each status that is written is told once it is committed.
final class DeploymentStore {
    private final Events events;

    private static final String SELECT = """
            SELECT id, organization_id, application_id, number, status, cause, git_ref, forced, commit_id, image, release_id,
                base_id, error, cancel_reason, created_by, created_at, started_at, finished_at
            FROM deployments WHERE organization_id = :organization
            """;

    DeploymentStore(Events events) {
        this.events = events;
    }

    void create(Transaction transaction, Deployment deployment) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO deployments (id, organization_id, application_id, number, status, cause, git_ref, forced,
                            commit_id, image, release_id, base_id, created_by, created_at)
                        VALUES (:id, :organization, :application, :number, :status, :cause, :ref, :forced,
                            :commit, :image, :release::uuid, :base::uuid, :createdBy, :createdAt)
                        """)
                .bind("id", deployment.id().value())
                .bind("organization", deployment.organization().value())
                .bind("application", deployment.application())
                .bind("number", deployment.number())
                .bind("status", deployment.status().code())
                .bind("cause", deployment.cause().name())
                .bind("ref", deployment.ref() == null ? null : deployment.ref().value())
                .bind("forced", deployment.forced())
                .bind("commit", deployment.commit())
                .bind("image", deployment.image())
                .bind("release", deployment.release())
                .bind("base", deployment.base())
                .bind("createdBy", deployment.createdBy())
                .bind("createdAt", deployment.createdAt())
                .execute();
        events.publish(transaction, StatusChanged.of(deployment, deployment.status(), null));
    }

    int nextNumber(Handle handle, Application application) {
        return handle.createQuery("""
                        SELECT coalesce(max(number), 0) + 1 FROM deployments
                        WHERE organization_id = :organization AND application_id = :application
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .mapTo(Integer.class)
                .one();
    }

    Optional<Deployment> find(Handle handle, OrganizationId organization, DeploymentId id) {
        return handle.createQuery(SELECT + " AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map((row, context) -> deployment(row))
                .findOne();
    }

    /// Newest first.
    List<Deployment> list(Handle handle, OrganizationId organization, @Nullable UUID application, Paging paging) {
        return handle.createQuery(SELECT + """
                         AND (:application::uuid IS NULL OR application_id = :application::uuid)
                        AND (:after::uuid IS NULL OR id < :after::uuid) ORDER BY id DESC LIMIT :limit
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .bind("after", paging.afterId())
                .bind("limit", paging.fetch())
                .map((row, context) -> deployment(row))
                .list();
    }

    /// The ones of an application that have not ended: at most one runs and one waits.
    List<Deployment> unfinished(Handle handle, Application application) {
        return handle.createQuery(SELECT + """
                         AND application_id = :application
                        AND status IN ('pending', 'cloning', 'building', 'pushing', 'deploying') ORDER BY number
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .map((row, context) -> deployment(row))
                .list();
    }

    void setStatus(Transaction transaction, Deployment deployment, DeploymentStatus status, Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE deployments SET status = :status, started_at = coalesce(started_at, :now)
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("status", status.code())
                .bind("now", now)
                .bind("organization", deployment.organization().value())
                .bind("id", deployment.id().value())
                .execute();
        if (deployment.status() != status) {
            events.publish(transaction, StatusChanged.of(deployment, status, null));
        }
    }

    void setCommit(Transaction transaction, Deployment deployment, String commit) {
        set(transaction, deployment, "UPDATE deployments SET commit_id = :value", commit);
    }

    void setImage(Transaction transaction, Deployment deployment, String image) {
        set(transaction, deployment, "UPDATE deployments SET image = :value", image);
    }

    void setRelease(Transaction transaction, Deployment deployment, UUID release) {
        set(transaction, deployment, "UPDATE deployments SET release_id = :value", release);
    }

    void setCancelReason(Transaction transaction, Deployment deployment, String reason) {
        set(transaction, deployment, "UPDATE deployments SET cancel_reason = coalesce(cancel_reason, :value)", reason);
    }

    void finish(
            Transaction transaction,
            Deployment deployment,
            DeploymentStatus status,
            @Nullable String error,
            Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE deployments SET status = :status, error = :error, finished_at = :now
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("status", status.code())
                .bind("error", error)
                .bind("now", now)
                .bind("organization", deployment.organization().value())
                .bind("id", deployment.id().value())
                .execute();
        events.publish(transaction, StatusChanged.of(deployment, status, error));
    }

    private static void set(Transaction transaction, Deployment deployment, String update, Object value) {
        transaction
                .handle()
                .createUpdate(update + " WHERE organization_id = :organization AND id = :id")
                .bind("value", value)
                .bind("organization", deployment.organization().value())
                .bind("id", deployment.id().value())
                .execute();
    }

    /// Forgets everything of an application that is about to be forgotten itself.
    void forget(Transaction transaction, Application application) {
        var handle = transaction.handle();
        var owner = application.organization().value();
        var mine = "(SELECT id FROM deployments WHERE organization_id = ? AND application_id = ?)";
        handle.execute("DELETE FROM deployment_log WHERE deployment_id IN " + mine, owner, application.id());
        handle.execute("DELETE FROM canaries WHERE deployment_id IN " + mine, owner, application.id());
        handle.execute("DELETE FROM deployment_steps WHERE deployment_id IN " + mine, owner, application.id());
        for (var table : List.of("generations", "deployments", "releases")) {
            handle.execute(
                    "DELETE FROM " + table + " WHERE organization_id = ? AND application_id = ?",
                    owner,
                    application.id());
        }
    }

    /// How many of every organization run and wait.
    Counts counts(Handle handle) {
        return handle.createQuery("""
                        SELECT count(*) FILTER (WHERE status = 'pending') AS waiting,
                            count(*) FILTER (WHERE status IN ('cloning', 'building', 'pushing', 'deploying')) AS running
                        FROM deployments WHERE status IN ('pending', 'cloning', 'building', 'pushing', 'deploying')
                        """)
                .map((row, context) -> new Counts(row.getInt("running"), row.getInt("waiting")))
                .one();
    }

    /// @param waiting for their turn
    record Counts(int running, int waiting) {}

    private static Deployment deployment(ResultSet row) throws SQLException {
        var ref = row.getString("git_ref");
        return new Deployment(
                new DeploymentId(Rows.id(row, "id")),
                new OrganizationId(Rows.id(row, "organization_id")),
                Rows.id(row, "application_id"),
                row.getInt("number"),
                DeploymentStatus.of(row.getString("status")),
                Cause.valueOf(row.getString("cause")),
                ref == null ? null : new GitRef(ref),
                row.getBoolean("forced"),
                row.getString("commit_id"),
                row.getString("image"),
                Rows.idOrNull(row, "release_id"),
                Rows.idOrNull(row, "base_id"),
                row.getString("error"),
                row.getString("cancel_reason"),
                Rows.id(row, "created_by"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "started_at"),
                Rows.instantOrNull(row, "finished_at"));
    }
}
