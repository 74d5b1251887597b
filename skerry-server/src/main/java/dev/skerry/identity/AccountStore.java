package dev.skerry.identity;

import dev.skerry.api.Role;
import dev.skerry.api.identity.AccountView;
import dev.skerry.api.identity.OrganizationView;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.OrganizationRef;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of accounts and of the organizations they are in.
final class AccountStore {
    private static final String SELECT = "SELECT id, email, password_hash FROM accounts ";

    boolean hasAccounts(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM accounts)")
                .mapTo(Boolean.class)
                .one();
    }

    /// So that two setups at once cannot both find no account.
    void lockAccounts(Transaction transaction) {
        transaction.handle().execute("LOCK TABLE accounts IN EXCLUSIVE MODE");
    }

    void createOrganization(
            Transaction transaction, OrganizationId id, String name, boolean ownsInstallation, Instant now) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO organizations (id, name, owns_installation, created_at) VALUES (?, ?, ?, ?)",
                        id.value(),
                        name,
                        ownsInstallation,
                        now);
    }

    void createAccount(Transaction transaction, Account account, Instant now) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, ?, ?, ?)",
                        account.id(),
                        account.email(),
                        account.passwordHash(),
                        now);
    }

    Optional<Account> find(Handle handle, String email) {
        return handle.createQuery(SELECT + "WHERE email = :email")
                .bind("email", email)
                .map((row, context) -> account(row))
                .findOne();
    }

    Account get(Handle handle, UUID id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> account(row))
                .one();
    }

    /// @param known the hash the decision to change it was made on
    /// @return false when somebody else has changed it since
    boolean setPassword(Transaction transaction, Account known, String passwordHash) {
        return transaction
                        .handle()
                        .execute(
                                "UPDATE accounts SET password_hash = ? WHERE id = ? AND password_hash = ?",
                                passwordHash,
                                known.id(),
                                known.passwordHash())
                > 0;
    }

    /// The account as a member of the organization meant, or of the one it joined first.
    Optional<Actor> membership(Handle handle, UUID account, @Nullable OrganizationRef organization, UUID credential) {
        return handle.createQuery("""
                        SELECT m.account_id, m.organization_id, m.role, o.owns_installation
                        FROM memberships m JOIN organizations o ON o.id = m.organization_id
                        WHERE m.account_id = :account
                        AND (:reference::text IS NULL OR o.name = :reference OR o.id::text = :reference)
                        ORDER BY m.created_at, o.id LIMIT 1
                        """)
                .bind("account", account)
                .bind("reference", organization == null ? null : organization.value())
                .map((row, context) -> new Actor(
                        Rows.id(row, "account_id"),
                        new OrganizationId(Rows.id(row, "organization_id")),
                        Role.valueOf(row.getString("role")),
                        credential,
                        row.getBoolean("owns_installation")))
                .findOne();
    }

    Optional<AccountView> view(Handle handle, Actor actor) {
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

    List<OrganizationView> organizations(Handle handle, Actor actor) {
        return handle.createQuery("""
                        SELECT o.id, o.name, m.role, o.created_at
                        FROM memberships m JOIN organizations o ON o.id = m.organization_id
                        WHERE m.account_id = :account ORDER BY o.name
                        """)
                .bind("account", actor.account())
                .map((row, context) -> new OrganizationView(
                        Rows.id(row, "id"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        Rows.id(row, "id").equals(actor.organization().value()),
                        Rows.instant(row, "created_at")))
                .list();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(Rows.id(row, "id"), row.getString("email"), row.getString("password_hash"));
    }
}
