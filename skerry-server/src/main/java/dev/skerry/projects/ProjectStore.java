package dev.skerry.projects;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.Label;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.SearchText;
import dev.skerry.db.Paging;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of projects and environments.
final class ProjectStore {
    private static final String ENVIRONMENTS = """
            SELECT e.id, e.project_id, p.name AS project_name, e.name, e.description, e.created_at
            FROM environments e JOIN projects p ON p.id = e.project_id
            WHERE e.organization_id = :organization AND e.deleted_at IS NULL AND p.deleted_at IS NULL
            """;

    void createProject(Transaction transaction, OrganizationId organization, Project project) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO projects (id, organization_id, name, description, created_at) VALUES (?, ?, ?, ?, ?)",
                        project.id(),
                        organization.value(),
                        project.name().value(),
                        project.description(),
                        project.createdAt());
    }

    void createEnvironment(Transaction transaction, OrganizationId organization, Environment environment) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO environments (id, organization_id, project_id, name, created_at) VALUES (?, ?, ?, ?, ?)",
                        environment.id(),
                        organization.value(),
                        environment.project(),
                        environment.name().value(),
                        environment.createdAt());
    }

    /// What is null stays.
    ///
    /// @param undescribed whether the description goes
    void updateProject(
            Transaction transaction,
            OrganizationId organization,
            Project project,
            @Nullable Name name,
            @Nullable Label description,
            boolean undescribed) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE projects SET name = coalesce(:name, name),
                            description = CASE WHEN :undescribed THEN NULL ELSE coalesce(:description, description) END
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("name", name == null ? null : name.value())
                .bind("description", description == null ? null : description.value())
                .bind("undescribed", undescribed)
                .bind("organization", organization.value())
                .bind("id", project.id())
                .execute();
    }

    /// What is null stays.
    ///
    /// @param undescribed whether the description goes
    void updateEnvironment(
            Transaction transaction,
            OrganizationId organization,
            Environment environment,
            @Nullable Name name,
            @Nullable Label description,
            boolean undescribed) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE environments
                        SET name = coalesce(:name, name),
                            description = CASE WHEN :undescribed THEN NULL ELSE coalesce(:description, description) END
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("name", name == null ? null : name.value())
                .bind("description", description == null ? null : description.value())
                .bind("undescribed", undescribed)
                .bind("organization", organization.value())
                .bind("id", environment.id())
                .execute();
    }

    Optional<Project> findProject(Handle handle, OrganizationId organization, ProjectRef reference) {
        return handle.createQuery("""
                        SELECT id, name, description, created_at FROM projects
                        WHERE organization_id = :organization AND deleted_at IS NULL
                        AND (name = :reference OR id::text = :reference)
                        """)
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .map((row, context) -> project(row))
                .findOne();
    }

    List<Project> list(Handle handle, OrganizationId organization, @Nullable SearchText search, Paging paging) {
        return handle.createQuery("""
                        SELECT id, name, description, created_at FROM projects
                        WHERE organization_id = :organization AND deleted_at IS NULL
                        AND name > :after AND strpos(name, :search) > 0 ORDER BY name LIMIT :limit
                        """)
                .bind("organization", organization.value())
                .bind("search", search == null ? "" : search.value())
                .bind("after", paging.after())
                .bind("limit", paging.fetch())
                .map((row, context) -> project(row))
                .list();
    }

    List<Environment> environmentsOf(Handle handle, OrganizationId organization, UUID project) {
        return handle.createQuery(ENVIRONMENTS + " AND e.project_id = :project ORDER BY e.name")
                .bind("organization", organization.value())
                .bind("project", project)
                .map((row, context) -> environment(row))
                .list();
    }

    /// By id, by `project.environment`, or by the environment's own name, which may fit several.
    List<Environment> findEnvironments(Handle handle, OrganizationId organization, EnvironmentRef reference) {
        return handle.createQuery(ENVIRONMENTS + """
                         AND (e.id::text = :reference OR p.name || '.' || e.name = :reference OR e.name = :reference)
                        ORDER BY p.name
                        """)
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .map((row, context) -> environment(row))
                .list();
    }

    private static Project project(ResultSet row) throws SQLException {
        return new Project(
                Rows.id(row, "id"),
                new Name(row.getString("name")),
                row.getString("description"),
                Rows.instant(row, "created_at"));
    }

    private static Environment environment(ResultSet row) throws SQLException {
        return new Environment(
                Rows.id(row, "id"),
                Rows.id(row, "project_id"),
                new Name(row.getString("project_name")),
                new Name(row.getString("name")),
                row.getString("description"),
                Rows.instant(row, "created_at"));
    }
}
