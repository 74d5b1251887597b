package dev.skerry.sources;

import dev.skerry.db.Database;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Uuids;
import java.time.Instant;
import java.util.UUID;

/// Rows of other features that sources belong to, as bare as the schema allows.
final class SourceFixture {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Database database;

    SourceFixture(Database database) {
        this.database = database;
    }

    OrganizationId organization() {
        var id = Uuids.v7(NOW);
        execute("INSERT INTO organizations (id, name, created_at) VALUES (?, ?, now())", id, id.toString());
        return new OrganizationId(id);
    }

    /// @param source as JSON
    UUID application(OrganizationId organization, String name, String source) {
        var project = Uuids.v7(NOW);
        var environment = Uuids.v7(NOW);
        var application = Uuids.v7(NOW);
        execute(
                "INSERT INTO projects (id, organization_id, name, created_at) VALUES (?, ?, ?, now())",
                project,
                organization.value(),
                project.toString());
        execute(
                "INSERT INTO environments (id, organization_id, project_id, name, created_at) VALUES (?, ?, ?, 'production', now())",
                environment,
                organization.value(),
                project);
        execute("""
                INSERT INTO applications (id, organization_id, environment_id, name, label, source, settings, status, created_at)
                VALUES (?, ?, ?, ?, ?, ?::jsonb, '{}', 'NOT_DEPLOYED', now())
                """, application, organization.value(), environment, name, source);
        return application;
    }

    /// One that has not ended.
    UUID deployment(OrganizationId organization, UUID application) {
        var account = Uuids.v7(NOW);
        var deployment = Uuids.v7(NOW);
        execute(
                "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, ?, '', now())",
                account,
                account.toString());
        execute("""
                INSERT INTO deployments (id, organization_id, application_id, number, status, cause, forced, created_by,
                    created_at) VALUES (?, ?, ?, 1, 'building', 'DEPLOY', false, ?, now())
                """, deployment, organization.value(), application, account);
        return deployment;
    }

    void finish(UUID deployment) {
        execute("UPDATE deployments SET status = 'success', finished_at = now() WHERE id = ?", deployment);
    }

    private void execute(String sql, Object... arguments) {
        database.useTransaction(transaction -> transaction.handle().execute(sql, arguments));
    }
}
