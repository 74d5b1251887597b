package dev.skerry.secrets;

import dev.skerry.api.applications.VariableView;
import dev.skerry.api.values.VariableName;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// SQL of variables. Values pass through encrypted.
final class VariableStore {
    void set(
            Transaction transaction,
            OrganizationId organization,
            UUID owner,
            String name,
            byte[] encrypted,
            Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO variables (organization_id, owner_id, name, value, changed_at)
                        VALUES (:organization, :owner, :name, :value, :now)
                        ON CONFLICT (owner_id, name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
                        WHERE variables.organization_id = excluded.organization_id
                        """)
                .bind("organization", organization.value())
                .bind("owner", owner)
                .bind("name", name)
                .bind("value", encrypted)
                .bind("now", now)
                .execute();
    }

    boolean unset(Transaction transaction, OrganizationId organization, UUID owner, VariableName name) {
        return transaction
                        .handle()
                        .execute(
                                "DELETE FROM variables WHERE organization_id = ? AND owner_id = ? AND name = ?",
                                organization.value(),
                                owner,
                                name.value())
                > 0;
    }

    List<VariableView> list(Handle handle, OrganizationId organization, UUID owner) {
        return handle.createQuery("""
                        SELECT name, changed_at FROM variables
                        WHERE organization_id = :organization AND owner_id = :owner ORDER BY name
                        """)
                .bind("organization", organization.value())
                .bind("owner", owner)
                .map((row, context) -> new VariableView(row.getString("name"), Rows.instant(row, "changed_at")))
                .list();
    }

    Map<String, byte[]> values(Handle handle, OrganizationId organization, UUID owner) {
        var values = new TreeMap<String, byte[]>();
        handle.createQuery(
                        "SELECT name, value FROM variables WHERE organization_id = :organization AND owner_id = :owner")
                .bind("organization", organization.value())
                .bind("owner", owner)
                .map((row, context) -> Map.entry(row.getString("name"), row.getBytes("value")))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }
}
