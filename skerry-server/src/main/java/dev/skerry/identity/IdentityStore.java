package dev.skerry.identity;

import dev.skerry.api.Role;
import dev.skerry.api.identity.AccountView;
import dev.skerry.api.identity.TokenView;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.TokenId;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// SQL of organizations, accounts, memberships and credentials.
final class IdentityStore {
    /// An account in the organization it acts in.
    record Account(UUID id, String email, String passwordHash, OrganizationId organization, Role role) {}

    /// A session or token to be stored.
    record Credential(
            UUID id,
            Actor actor,
            String kind,
            String name,
            String secretHash,
            Instant createdAt,
            Optional<Instant> expiresAt) {}

    boolean hasAccounts(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM accounts)")
                .mapTo(Boolean.class)
                .one();
    }

    /// So that two setups at once cannot both find no account.
    void lockAccounts(Transaction transaction) {
        transaction.handle().execute("LOCK TABLE accounts IN EXCLUSIVE MODE");
    }

    void createOrganization(Transaction transaction, OrganizationId id, String name, Instant now) {
        transaction
                .handle()
                .execute("INSERT INTO organizations (id, name, created_at) VALUES (?, ?, ?)", id.value(), name, now);
    }

    void createAccount(Transaction transaction, Account account, Instant now) {
        var handle = transaction.handle();
        handle.execute(
                "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, ?, ?, ?)",
                account.id(),
                account.email(),
                account.passwordHash(),
                now);
        handle.execute(
                "INSERT INTO memberships (organization_id, account_id, role, created_at) VALUES (?, ?, ?, ?)",
                account.organization().value(),
                account.id(),
                account.role().name(),
                now);
    }

    Optional<Account> findAccount(Handle handle, String email) {
        return handle.createQuery("""
                        SELECT a.id, a.email, a.password_hash, m.organization_id, m.role
                        FROM accounts a JOIN memberships m ON m.account_id = a.id
                        WHERE a.email = :email ORDER BY m.created_at LIMIT 1
                        """)
                .bind("email", email)
                .map((row, context) -> new Account(
                        Rows.id(row, "id"),
                        row.getString("email"),
                        row.getString("password_hash"),
                        new OrganizationId(Rows.id(row, "organization_id")),
                        Role.valueOf(row.getString("role"))))
                .findOne();
    }

    void createCredential(Transaction transaction, Credential credential) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO credentials (id, organization_id, account_id, kind, name, secret_hash, created_at, expires_at)
                        VALUES (:id, :organization, :account, :kind, :name, :hash, :created, :expires)
                        """)
                .bind("id", credential.id())
                .bind("organization", credential.actor().organization().value())
                .bind("account", credential.actor().account())
                .bind("kind", credential.kind())
                .bind("name", credential.name())
                .bind("hash", credential.secretHash())
                .bind("created", credential.createdAt())
                .bind("expires", credential.expiresAt().orElse(null))
                .execute();
    }

    Optional<Actor> findActor(Handle handle, String secretHash, Instant now) {
        return handle.createQuery("""
                        SELECT c.id, c.account_id, c.organization_id, m.role
                        FROM credentials c
                        JOIN memberships m ON m.account_id = c.account_id AND m.organization_id = c.organization_id
                        WHERE c.secret_hash = :hash AND (c.expires_at IS NULL OR c.expires_at > :now)
                        """)
                .bind("hash", secretHash)
                .bind("now", now)
                .map((row, context) -> new Actor(
                        Rows.id(row, "account_id"),
                        new OrganizationId(Rows.id(row, "organization_id")),
                        Role.valueOf(row.getString("role")),
                        Rows.id(row, "id")))
                .findOne();
    }

    Optional<AccountView> findAccountView(Handle handle, Actor actor) {
        return handle.createQuery("""
                        SELECT a.id, a.email, o.name, m.role
                        FROM accounts a
                        JOIN memberships m ON m.account_id = a.id
                        JOIN organizations o ON o.id = m.organization_id
                        WHERE a.id = :account AND o.id = :organization
                        """)
                .bind("account", actor.account())
                .bind("organization", actor.organization().value())
                .map((row, context) -> new AccountView(
                        Rows.id(row, "id"),
                        new EmailAddress(row.getString("email")),
                        row.getString("name"),
                        Role.valueOf(row.getString("role"))))
                .findOne();
    }

    List<TokenView> tokens(Handle handle, Actor actor) {
        return handle.createQuery("""
                        SELECT id, name, created_at, last_used_at FROM credentials
                        WHERE organization_id = :organization AND account_id = :account AND kind = 'TOKEN' ORDER BY id
                        """)
                .bind("organization", actor.organization().value())
                .bind("account", actor.account())
                .map((row, context) -> new TokenView(
                        new TokenId(Rows.id(row, "id")),
                        row.getString("name"),
                        Rows.instant(row, "created_at"),
                        Rows.instantOrNull(row, "last_used_at")))
                .list();
    }

    boolean deleteCredential(Transaction transaction, UUID credential, Actor actor) {
        return transaction
                        .handle()
                        .execute(
                                "DELETE FROM credentials WHERE id = ? AND account_id = ? AND organization_id = ?",
                                credential,
                                actor.account(),
                                actor.organization().value())
                > 0;
    }
}
