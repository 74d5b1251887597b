package dev.skerry.identity;

import dev.skerry.api.Role;
import dev.skerry.api.identity.InvitationView;
import dev.skerry.api.identity.MemberView;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.InvitationId;
import dev.skerry.api.values.MemberId;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// SQL of memberships and invitations.
final class MemberStore {
    private static final String MEMBERS = """
            SELECT a.id, a.email, m.role, m.created_at
            FROM memberships m JOIN accounts a ON a.id = m.account_id
            WHERE m.organization_id = :organization
            """;

    /// Somebody who may join.
    record Invited(InvitationId id, OrganizationId organization, String email, Role role) {}

    /// An invitation to be stored.
    record NewInvitation(Invited invited, String secretHash, UUID by, Instant createdAt, Instant expiresAt) {}

    /// Keeps everybody else from changing who the members are until the transaction ends.
    void lock(Transaction transaction, OrganizationId organization) {
        transaction
                .handle()
                .createQuery("SELECT id FROM organizations WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", organization.value())
                .mapTo(UUID.class)
                .one();
    }

    void add(Transaction transaction, OrganizationId organization, UUID account, Role role, Instant now) {
        transaction
                .handle()
                .execute(
                        "INSERT INTO memberships (organization_id, account_id, role, created_at) VALUES (?, ?, ?, ?)",
                        organization.value(),
                        account,
                        role.name(),
                        now);
    }

    List<MemberView> list(Handle handle, OrganizationId organization) {
        return handle.createQuery(MEMBERS + " ORDER BY a.email")
                .bind("organization", organization.value())
                .map((row, context) -> member(row))
                .list();
    }

    Optional<MemberView> find(Handle handle, OrganizationId organization, MemberId member) {
        return handle.createQuery(MEMBERS + " AND a.id = :account")
                .bind("organization", organization.value())
                .bind("account", member.value())
                .map((row, context) -> member(row))
                .findOne();
    }

    boolean hasMember(Handle handle, OrganizationId organization, String email) {
        return handle.createQuery(MEMBERS + " AND a.email = :email")
                .bind("organization", organization.value())
                .bind("email", email)
                .map((row, context) -> member(row))
                .findOne()
                .isPresent();
    }

    void setRole(Transaction transaction, OrganizationId organization, MemberId member, Role role) {
        transaction
                .handle()
                .execute(
                        "UPDATE memberships SET role = ? WHERE organization_id = ? AND account_id = ?",
                        role.name(),
                        organization.value(),
                        member.value());
    }

    void remove(Transaction transaction, OrganizationId organization, MemberId member) {
        var handle = transaction.handle();
        handle.execute(
                "DELETE FROM credentials WHERE organization_id = ? AND account_id = ?",
                organization.value(),
                member.value());
        handle.execute(
                "DELETE FROM memberships WHERE organization_id = ? AND account_id = ?",
                organization.value(),
                member.value());
    }

    /// Replaces an earlier invitation of the same address.
    void invite(Transaction transaction, NewInvitation invitation) {
        var invited = invitation.invited();
        var handle = transaction.handle();
        handle.execute(
                "DELETE FROM invitations WHERE organization_id = ? AND email = ?",
                invited.organization().value(),
                invited.email());
        handle.createUpdate("""
                        INSERT INTO invitations
                            (id, organization_id, email, role, secret_hash, invited_by, created_at, expires_at)
                        VALUES (:id, :organization, :email, :role, :hash, :by, :created, :expires)
                        """)
                .bind("id", invited.id().value())
                .bind("organization", invited.organization().value())
                .bind("email", invited.email())
                .bind("role", invited.role().name())
                .bind("hash", invitation.secretHash())
                .bind("by", invitation.by())
                .bind("created", invitation.createdAt())
                .bind("expires", invitation.expiresAt())
                .execute();
    }

    List<InvitationView> invitations(Handle handle, OrganizationId organization, Instant now) {
        return handle.createQuery("""
                        SELECT id, email, role, created_at, expires_at FROM invitations
                        WHERE organization_id = :organization AND expires_at > :now ORDER BY email
                        """)
                .bind("organization", organization.value())
                .bind("now", now)
                .map((row, context) -> new InvitationView(
                        new InvitationId(Rows.id(row, "id")),
                        new EmailAddress(row.getString("email")),
                        Role.valueOf(row.getString("role")),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "expires_at")))
                .list();
    }

    /// Of whichever organization it is: the secret says so.
    Optional<Invited> findInvited(Handle handle, String secretHash, Instant now) {
        return handle.createQuery("""
                        SELECT id, organization_id, email, role FROM invitations
                        WHERE secret_hash = :hash AND expires_at > :now
                        """)
                .bind("hash", secretHash)
                .bind("now", now)
                .map((row, context) -> new Invited(
                        new InvitationId(Rows.id(row, "id")),
                        new OrganizationId(Rows.id(row, "organization_id")),
                        row.getString("email"),
                        Role.valueOf(row.getString("role"))))
                .findOne();
    }

    boolean deleteInvitation(Transaction transaction, OrganizationId organization, InvitationId invitation) {
        return transaction
                        .handle()
                        .execute(
                                "DELETE FROM invitations WHERE organization_id = ? AND id = ?",
                                organization.value(),
                                invitation.value())
                > 0;
    }

    /// Whoever loses the right to invite must not come back by an invitation of their own.
    void deleteInvitationsBy(Transaction transaction, OrganizationId organization, MemberId member) {
        transaction
                .handle()
                .execute(
                        "DELETE FROM invitations WHERE organization_id = ? AND invited_by = ?",
                        organization.value(),
                        member.value());
    }

    private static MemberView member(ResultSet row) throws SQLException {
        return new MemberView(
                new MemberId(Rows.id(row, "id")),
                new EmailAddress(row.getString("email")),
                Role.valueOf(row.getString("role")),
                Rows.instant(row, "created_at"));
    }
}
