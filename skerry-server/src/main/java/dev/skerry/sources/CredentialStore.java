package dev.skerry.sources;

import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.GitHost;
import dev.skerry.api.values.Name;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// SQL of credentials. Secrets pass through encrypted.
final class CredentialStore {
    private static final String SELECT = """
            SELECT id, organization_id, name, kind, host, user_name, public_key, host_keys, created_at
            FROM git_credentials WHERE organization_id = :organization
            """;

    void create(Transaction transaction, StoredCredential credential, byte[] secret) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO git_credentials (id, organization_id, name, kind, host, user_name, public_key, host_keys,
                            secret, created_at)
                        VALUES (:id, :organization, :name, :kind, :host, :user, :publicKey, :hostKeys, :secret, :created)
                        """)
                .bind("id", credential.id())
                .bind("organization", credential.organization().value())
                .bind("name", credential.name().value())
                .bind("kind", credential.kind().name())
                .bind("host", credential.host().value())
                .bind("user", credential.user())
                .bind("publicKey", credential.publicKey())
                .bind("hostKeys", String.join("\n", credential.hostKeys()))
                .bind("secret", secret)
                .bind("created", credential.createdAt())
                .execute();
    }

    List<StoredCredential> list(Handle handle, OrganizationId organization) {
        return handle.createQuery(SELECT + " ORDER BY name")
                .bind("organization", organization.value())
                .map((row, context) -> credential(row))
                .list();
    }

    Optional<StoredCredential> find(Handle handle, OrganizationId organization, CredentialRef reference) {
        return find(handle, organization, reference, "");
    }

    /// The same, and nobody deletes it before the transaction ends.
    Optional<StoredCredential> findAndKeep(
            Transaction transaction, OrganizationId organization, CredentialRef reference) {
        return find(transaction.handle(), organization, reference, " FOR KEY SHARE");
    }

    /// The same, and nobody begins to use it before the transaction ends.
    Optional<StoredCredential> findAndLock(
            Transaction transaction, OrganizationId organization, CredentialRef reference) {
        return find(transaction.handle(), organization, reference, " FOR UPDATE");
    }

    byte[] secret(Handle handle, StoredCredential credential) {
        return handle.createQuery(
                        "SELECT secret FROM git_credentials WHERE organization_id = :organization AND id = :id")
                .bind("organization", credential.organization().value())
                .bind("id", credential.id())
                .mapTo(byte[].class)
                .one();
    }

    void setHostKeys(Transaction transaction, StoredCredential credential, List<String> lines) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE git_credentials SET host_keys = :lines WHERE organization_id = :organization AND id = :id
                        """)
                .bind("lines", String.join("\n", lines))
                .bind("organization", credential.organization().value())
                .bind("id", credential.id())
                .execute();
    }

    void delete(Transaction transaction, StoredCredential credential) {
        transaction
                .handle()
                .execute(
                        "DELETE FROM git_credentials WHERE organization_id = ? AND id = ?",
                        credential.organization().value(),
                        credential.id());
    }

    /// A name may look like an id, but ids are never given as names.
    private static Optional<StoredCredential> find(
            Handle handle, OrganizationId organization, CredentialRef reference, String lock) {
        return handle.createQuery(SELECT + " AND (id::text = :reference OR name = :reference)" + lock)
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .map((row, context) -> credential(row))
                .findOne();
    }

    private static StoredCredential credential(ResultSet row) throws SQLException {
        return new StoredCredential(
                Rows.id(row, "id"),
                new OrganizationId(Rows.id(row, "organization_id")),
                new Name(row.getString("name")),
                StoredCredential.Kind.valueOf(row.getString("kind")),
                new GitHost(row.getString("host")),
                row.getString("user_name"),
                row.getString("public_key"),
                row.getString("host_keys").lines().toList(),
                Rows.instant(row, "created_at"));
    }
}
