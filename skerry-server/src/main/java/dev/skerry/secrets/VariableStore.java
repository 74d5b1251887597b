package dev.skerry.secrets;

import dev.skerry.api.values.VariableName;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of variables. Values are stored encrypted, for exactly their place.
final class VariableStore {
    private final Vault vault;

    VariableStore(Vault vault) {
        this.vault = vault;
    }

    /// A row.
    record Row(String name, Variable variable, Instant changedAt) {}

    void set(
            Transaction transaction,
            OrganizationId organization,
            UUID owner,
            VariableName name,
            Secret value,
            Setting setting) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO variables (organization_id, owner_id, name, value, plain, changed_at)
                        VALUES (:organization, :owner, :name, :value, coalesce(:plain::boolean, false), :now)
                        ON CONFLICT (owner_id, name) DO UPDATE SET value = excluded.value,
                            plain = coalesce(:plain::boolean, variables.plain), changed_at = excluded.changed_at
                        WHERE variables.organization_id = excluded.organization_id
                        """)
                .bind("organization", organization.value())
                .bind("owner", owner)
                .bind("name", name.value())
                .bind("value", vault.encrypt(value, place(owner, name.value())))
                .bind("plain", setting.plain())
                .bind("now", setting.at())
                .execute();
    }

    /// @param plain whether the value may be shown; null keeps what was chosen before, and a new one is secret
    record Setting(@Nullable Boolean plain, Instant at) {}

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

    void forget(Transaction transaction, OrganizationId organization, UUID owner) {
        transaction
                .handle()
                .execute(
                        "DELETE FROM variables WHERE organization_id = ? AND owner_id = ?",
                        organization.value(),
                        owner);
    }

    int count(Handle handle, OrganizationId organization, UUID owner) {
        return handle.createQuery(
                        "SELECT count(*) FROM variables WHERE organization_id = :organization AND owner_id = :owner")
                .bind("organization", organization.value())
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    /// By name.
    List<Row> list(Handle handle, OrganizationId organization, UUID owner) {
        return handle.createQuery("""
                        SELECT name, value, plain, changed_at FROM variables
                        WHERE organization_id = :organization AND owner_id = :owner ORDER BY name
                        """)
                .bind("organization", organization.value())
                .bind("owner", owner)
                .map((row, context) -> row(owner, row))
                .list();
    }

    private Row row(UUID owner, ResultSet row) throws SQLException {
        var name = row.getString("name");
        var value = vault.decrypt(row.getBytes("value"), place(owner, name));
        return new Row(name, new Variable(value, row.getBoolean("plain")), Rows.instant(row, "changed_at"));
    }

    private static String place(UUID owner, String name) {
        return "variables/%s/%s".formatted(owner, name);
    }
}
