package dev.skerry.sources;

import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// SQL of archives.
final class ArchiveStore {
    private static final String SELECT = """
            SELECT a.id, a.organization_id, a.application_id, a.sha256, a.size, a.format, a.created_at FROM archives a
            """;

    void create(Transaction transaction, Archive archive) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO archives (id, organization_id, application_id, sha256, size, format, created_at)
                        VALUES (:id, :organization, :application, :sha256, :size, :format, :created)
                        """)
                .bind("id", archive.id())
                .bind("organization", archive.organization().value())
                .bind("application", archive.application())
                .bind("sha256", archive.sha256())
                .bind("size", archive.size())
                .bind("format", archive.format().name())
                .bind("created", archive.createdAt())
                .execute();
    }

    /// Takes away what is neither the newest of its application nor needed by a deployment that has not ended.
    ///
    /// @return whose files nobody needs any more
    List<UUID> prune(Transaction transaction, OrganizationId organization, UUID application) {
        return transaction
                .handle()
                .createQuery("""
                        DELETE FROM archives WHERE organization_id = :organization AND application_id = :application
                        AND id <> (SELECT id FROM archives
                            WHERE organization_id = :organization AND application_id = :application
                            ORDER BY place DESC LIMIT 1)
                        AND NOT EXISTS (SELECT 1 FROM archive_uses u JOIN deployments d ON d.id = u.deployment_id
                            WHERE u.archive_id = archives.id AND d.finished_at IS NULL)
                        RETURNING id
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .mapTo(UUID.class)
                .list();
    }

    Optional<Archive> newest(Handle handle, OrganizationId organization, UUID application) {
        return handle.createQuery(SELECT + """
                        WHERE a.organization_id = :organization AND a.application_id = :application
                        ORDER BY a.place DESC LIMIT 1
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .map((row, context) -> archive(row))
                .findOne();
    }

    void use(Transaction transaction, Archive archive, UUID deployment) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO archive_uses (deployment_id, organization_id, archive_id)
                        VALUES (:deployment, :organization, :archive)
                        """)
                .bind("deployment", deployment)
                .bind("organization", archive.organization().value())
                .bind("archive", archive.id())
                .execute();
    }

    Optional<Archive> usedBy(Handle handle, OrganizationId organization, UUID deployment) {
        return handle.createQuery(SELECT + """
                        JOIN archive_uses u ON u.archive_id = a.id
                        WHERE a.organization_id = :organization AND u.deployment_id = :deployment
                        """)
                .bind("organization", organization.value())
                .bind("deployment", deployment)
                .map((row, context) -> archive(row))
                .findOne();
    }

    /// The ids of all archives of the whole installation, for the folder they lie in is everybody's.
    Set<UUID> all(Handle handle) {
        return Set.copyOf(
                handle.createQuery("SELECT id FROM archives").mapTo(UUID.class).list());
    }

    private static Archive archive(ResultSet row) throws SQLException {
        return new Archive(
                Rows.id(row, "id"),
                new OrganizationId(Rows.id(row, "organization_id")),
                Rows.id(row, "application_id"),
                row.getString("sha256"),
                row.getLong("size"),
                ArchiveFormat.valueOf(row.getString("format")),
                Rows.instant(row, "created_at"));
    }
}
