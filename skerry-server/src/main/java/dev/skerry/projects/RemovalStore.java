package dev.skerry.projects;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of projects and environments on their way out.
final class RemovalStore {
    /// Keeps an environment from being deleted until the transaction ends.
    ///
    /// @return false when it is deleted already
    boolean hold(Transaction transaction, OrganizationId organization, UUID environment) {
        return transaction
                .handle()
                .createQuery("""
                        SELECT id FROM environments
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL FOR KEY SHARE
                        """)
                .bind("organization", organization.value())
                .bind("id", environment)
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    /// Waits for whoever holds it, and keeps others from holding it.
    void lock(Transaction transaction, OrganizationId organization, UUID environment) {
        transaction
                .handle()
                .createQuery(
                        "SELECT id FROM environments WHERE organization_id = :organization AND id = :id FOR UPDATE")
                .bind("organization", organization.value())
                .bind("id", environment)
                .mapTo(UUID.class)
                .findOne();
    }

    /// @param deletion null takes it back
    void setEnvironment(
            Transaction transaction, OrganizationId organization, UUID environment, @Nullable Deletion deletion) {
        set(transaction, organization, "UPDATE environments", environment, deletion);
    }

    /// @param deletion null takes it back
    void setProject(Transaction transaction, OrganizationId organization, UUID project, @Nullable Deletion deletion) {
        set(transaction, organization, "UPDATE projects", project, deletion);
    }

    /// A deleted thing that can be restored.
    ///
    /// @param project of an environment; null of a project
    record Deleted(UUID id, @Nullable UUID project) {}

    List<Deleted> projects(Handle handle, OrganizationId organization, ProjectRef reference) {
        return handle.createQuery("""
                        SELECT id FROM projects
                        WHERE organization_id = :organization AND deleted_at IS NOT NULL
                        AND (name = :reference OR id::text = :reference)
                        """)
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .map((row, context) -> new Deleted(Rows.id(row, "id"), null))
                .list();
    }

    List<Deleted> environments(Handle handle, OrganizationId organization, EnvironmentRef reference) {
        return handle.createQuery("""
                        SELECT e.id, e.project_id FROM environments e JOIN projects p ON p.id = e.project_id
                        WHERE e.organization_id = :organization AND e.deleted_at IS NOT NULL
                        AND (e.id::text = :reference OR p.name || '.' || e.name = :reference OR e.name = :reference)
                        """)
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .map((row, context) -> new Deleted(Rows.id(row, "id"), Rows.id(row, "project_id")))
                .list();
    }

    /// The environments that were deleted together with their project.
    List<UUID> deletedWith(Handle handle, OrganizationId organization, UUID project) {
        return handle.createQuery("""
                        SELECT e.id FROM environments e JOIN projects p ON p.id = e.project_id
                        WHERE e.organization_id = :organization AND p.id = :project AND e.deleted_at = p.deleted_at
                        """)
                .bind("organization", organization.value())
                .bind("project", project)
                .mapTo(UUID.class)
                .list();
    }

    /// Of every organization.
    List<Purge> due(Handle handle, Instant now) {
        return handle.createQuery("""
                        SELECT e.organization_id, e.id, 'ENVIRONMENT' AS kind
                        FROM environments e JOIN projects p ON p.id = e.project_id
                        WHERE least(e.purge_at, p.purge_at) <= :now
                        UNION ALL
                        SELECT organization_id, id, 'PROJECT' FROM projects WHERE purge_at <= :now
                        ORDER BY kind, id
                        """)
                .bind("now", now)
                .map((row, context) -> new Purge(
                        new OrganizationId(Rows.id(row, "organization_id")),
                        Rows.id(row, "id"),
                        Purge.Kind.valueOf(row.getString("kind"))))
                .list();
    }

    /// Of every organization, with those that are deleted and not yet gone.
    Set<UUID> environments(Handle handle) {
        return handle.createQuery("SELECT id FROM environments")
                .mapTo(UUID.class)
                .set();
    }

    boolean removeEnvironment(Transaction transaction, OrganizationId organization, UUID environment) {
        return remove(transaction, organization, environment, """
                DELETE FROM environments WHERE organization_id = :organization AND id = :id
                """);
    }

    /// Stays as long as an environment of it does.
    boolean removeProject(Transaction transaction, OrganizationId organization, UUID project) {
        return remove(transaction, organization, project, """
                DELETE FROM projects WHERE organization_id = :organization AND id = :id
                    AND NOT EXISTS (SELECT FROM environments WHERE project_id = :id)
                """);
    }

    private static boolean remove(Transaction transaction, OrganizationId organization, UUID id, String delete) {
        return transaction
                        .handle()
                        .createUpdate(delete)
                        .bind("organization", organization.value())
                        .bind("id", id)
                        .execute()
                > 0;
    }

    private static void set(
            Transaction transaction, OrganizationId organization, String update, UUID id, @Nullable Deletion deletion) {
        transaction
                .handle()
                .createUpdate(update + """
                         SET deleted_at = :at, purge_at = :purge WHERE organization_id = :organization AND id = :id
                        """)
                .bind("at", deletion == null ? null : deletion.at())
                .bind("purge", deletion == null ? null : deletion.purgeAt())
                .bind("organization", organization.value())
                .bind("id", id)
                .execute();
    }
}
