package dev.skerry.secrets;

import dev.skerry.api.applications.FileView;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// SQL of mounted files. Contents pass through encrypted.
final class FileStore {
    void set(Transaction transaction, OrganizationId organization, UUID application, FileView file, byte[] encrypted) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO files (organization_id, application_id, path, content, size, changed_at)
                        VALUES (:organization, :application, :path, :content, :size, :now)
                        ON CONFLICT (application_id, path) DO UPDATE
                        SET content = excluded.content, size = excluded.size, changed_at = excluded.changed_at
                        WHERE files.organization_id = excluded.organization_id
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .bind("path", file.path())
                .bind("content", encrypted)
                .bind("size", file.size())
                .bind("now", file.changedAt())
                .execute();
    }

    boolean unset(Transaction transaction, OrganizationId organization, UUID application, ContainerPath path) {
        return transaction
                        .handle()
                        .execute(
                                "DELETE FROM files WHERE organization_id = ? AND application_id = ? AND path = ?",
                                organization.value(),
                                application,
                                path.value())
                > 0;
    }

    List<FileView> list(Handle handle, OrganizationId organization, UUID application) {
        return handle.createQuery("""
                        SELECT path, size, changed_at FROM files
                        WHERE organization_id = :organization AND application_id = :application ORDER BY path
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .map((row, context) ->
                        new FileView(row.getString("path"), row.getInt("size"), Rows.instant(row, "changed_at")))
                .list();
    }

    Map<String, byte[]> contents(Handle handle, OrganizationId organization, UUID application) {
        var contents = new TreeMap<String, byte[]>();
        handle.createQuery("""
                        SELECT path, content FROM files
                        WHERE organization_id = :organization AND application_id = :application
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .map((row, context) -> Map.entry(row.getString("path"), row.getBytes("content")))
                .forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
        return contents;
    }
}
