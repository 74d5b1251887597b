package dev.skerry.identity;

import dev.skerry.api.Role;
import dev.skerry.api.identity.OpenSession;
import dev.skerry.api.identity.TokenView;
import dev.skerry.api.values.SessionId;
import dev.skerry.api.values.TokenId;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of sessions and tokens.
final class CredentialStore {
    /// What a credential is for: a person, or a program.
    enum Kind {
        SESSION,
        TOKEN
    }

    /// A session or token to be stored. Its id is the actor's credential.
    record Credential(
            Actor actor,
            Kind kind,
            String name,
            String secretHash,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    /// Whose credential was shown, and what is known of it.
    record Sighting(
            Actor actor,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {
        boolean isOpenAt(Instant now) {
            return expiresAt == null || expiresAt.isAfter(now);
        }

        boolean wasUsedWithin(Duration time, Instant now) {
            return lastUsedAt != null && lastUsedAt.plus(time).isAfter(now);
        }
    }

    void create(Transaction transaction, Credential credential) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO credentials (id, organization_id, account_id, kind, name, secret_hash, created_at, expires_at)
                        VALUES (:id, :organization, :account, :kind, :name, :hash, :created, :expires)
                        """)
                .bind("id", credential.actor().credential())
                .bind("organization", credential.actor().organization().value())
                .bind("account", credential.actor().account())
                .bind("kind", credential.kind().name())
                .bind("name", credential.name())
                .bind("hash", credential.secretHash())
                .bind("created", credential.createdAt())
                .bind("expires", credential.expiresAt())
                .execute();
    }

    Optional<Sighting> find(Handle handle, String secretHash) {
        return handle.createQuery("""
                        SELECT c.id, c.account_id, c.organization_id, m.role, o.owns_installation, c.expires_at, c.last_used_at
                        FROM credentials c
                        JOIN memberships m ON m.account_id = c.account_id AND m.organization_id = c.organization_id
                        JOIN organizations o ON o.id = c.organization_id
                        WHERE c.secret_hash = :hash
                        """)
                .bind("hash", secretHash)
                .map((row, context) -> new Sighting(
                        new Actor(
                                Rows.id(row, "account_id"),
                                new OrganizationId(Rows.id(row, "organization_id")),
                                Role.valueOf(row.getString("role")),
                                Rows.id(row, "id"),
                                row.getBoolean("owns_installation")),
                        Rows.instantOrNull(row, "expires_at"),
                        Rows.instantOrNull(row, "last_used_at")))
                .findOne();
    }

    void noteUse(Transaction transaction, UUID credential, Instant now) {
        transaction.handle().execute("UPDATE credentials SET last_used_at = ? WHERE id = ?", now, credential);
    }

    /// Until when the credential opens anything; nothing for one that stays, or a session, which stands for a person.
    @Nullable
    Instant tokenEnd(Handle handle, Actor actor) {
        return handle.createQuery("SELECT expires_at FROM credentials WHERE id = :id AND kind = 'TOKEN'")
                .bind("id", actor.credential())
                .map((row, context) -> Optional.ofNullable(Rows.instantOrNull(row, "expires_at")))
                .findOne()
                .flatMap(end -> end)
                .orElse(null);
    }

    List<TokenView> tokens(Handle handle, Actor actor) {
        return handle.createQuery("""
                        SELECT id, name, created_at, expires_at, last_used_at FROM credentials
                        WHERE organization_id = :organization AND account_id = :account AND kind = 'TOKEN' ORDER BY id
                        """)
                .bind("organization", actor.organization().value())
                .bind("account", actor.account())
                .map((row, context) -> new TokenView(
                        new TokenId(Rows.id(row, "id")),
                        row.getString("name"),
                        Rows.instant(row, "created_at"),
                        Rows.instantOrNull(row, "expires_at"),
                        Rows.instantOrNull(row, "last_used_at")))
                .list();
    }

    List<OpenSession> sessions(Handle handle, Actor actor, Instant now) {
        return handle.createQuery("""
                        SELECT c.id, o.name, c.created_at, c.expires_at, c.last_used_at
                        FROM credentials c JOIN organizations o ON o.id = c.organization_id
                        WHERE c.account_id = :account AND c.kind = 'SESSION' AND c.expires_at > :now ORDER BY c.id
                        """)
                .bind("account", actor.account())
                .bind("now", now)
                .map((row, context) -> new OpenSession(
                        new SessionId(Rows.id(row, "id")),
                        row.getString("name"),
                        Rows.id(row, "id").equals(actor.credential()),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "expires_at"),
                        Rows.instantOrNull(row, "last_used_at")))
                .list();
    }

    boolean deleteToken(Transaction transaction, Actor actor, UUID token) {
        return transaction
                        .handle()
                        .execute(
                                "DELETE FROM credentials WHERE id = ? AND account_id = ? AND organization_id = ?"
                                        + " AND kind = 'TOKEN'",
                                token,
                                actor.account(),
                                actor.organization().value())
                > 0;
    }

    boolean deleteSession(Transaction transaction, Actor actor, UUID session) {
        return transaction
                        .handle()
                        .execute(
                                "DELETE FROM credentials WHERE id = ? AND account_id = ? AND kind = 'SESSION'",
                                session,
                                actor.account())
                > 0;
    }

    /// Whatever the caller came with.
    void deleteOwn(Transaction transaction, Actor actor) {
        transaction
                .handle()
                .execute(
                        "DELETE FROM credentials WHERE id = ? AND account_id = ?", actor.credential(), actor.account());
    }

    void deleteOtherSessions(Transaction transaction, Actor actor) {
        transaction
                .handle()
                .execute(
                        "DELETE FROM credentials WHERE account_id = ? AND kind = 'SESSION' AND id <> ?",
                        actor.account(),
                        actor.credential());
    }

    /// @param kept of a person's sessions, the newest
    void deleteOldest(Transaction transaction, UUID account, int kept) {
        transaction.handle().execute("""
                        DELETE FROM credentials WHERE id IN (
                            SELECT id FROM credentials WHERE account_id = ? AND kind = 'SESSION'
                            ORDER BY created_at DESC, id DESC OFFSET ?)
                        """, account, kept);
    }

    void deleteExpired(Transaction transaction, UUID account, Instant now) {
        transaction.handle().execute("DELETE FROM credentials WHERE account_id = ? AND expires_at <= ?", account, now);
    }
}
