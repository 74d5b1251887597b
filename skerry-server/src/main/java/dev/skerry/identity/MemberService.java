package dev.skerry.identity;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Role;
import dev.skerry.api.identity.AddMember;
import dev.skerry.api.identity.ChangeRole;
import dev.skerry.api.identity.CreateOrganization;
import dev.skerry.api.identity.Invitation;
import dev.skerry.api.identity.InvitationInput;
import dev.skerry.api.identity.InvitationView;
import dev.skerry.api.identity.JoinOrganization;
import dev.skerry.api.identity.MemberInput;
import dev.skerry.api.identity.MemberView;
import dev.skerry.api.identity.OrganizationView;
import dev.skerry.api.identity.SessionView;
import dev.skerry.api.values.InvitationId;
import dev.skerry.api.values.MemberId;
import dev.skerry.api.values.OrganizationRef;
import dev.skerry.crypto.Passwords;
import dev.skerry.crypto.Tokens;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.db.UniqueViolation;
import dev.skerry.identity.MemberStore.Invited;
import dev.skerry.identity.MemberStore.NewInvitation;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Makes organizations; people join them, change roles and leave.
final class MemberService {
    private static final int ORGANIZATIONS = 200;
    private static final int MEMBERS = 1_000;
    private static final Duration INVITATION = Duration.ofDays(3);

    private final Database database;
    private final InstantSource clock;
    private final PasswordCheck passwords;
    private final CredentialService credentials;
    private final MemberStore store = new MemberStore();
    private final AccountStore accounts = new AccountStore();

    MemberService(Database database, InstantSource clock, PasswordCheck passwords, CredentialService credentials) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        this.credentials = credentials;
    }

    OrganizationView createOrganization(Actor actor, CreateOrganization input) {
        var now = clock.instant();
        var id = new OrganizationId(Uuids.v7(now));
        var name = input.name().value();
        try {
            database.useTransaction(transaction -> {
                if (accounts.organizations(transaction.handle(), actor).size() >= ORGANIZATIONS) {
                    throw SkerryException.tooMany("A person is in %d organizations".formatted(ORGANIZATIONS));
                }
                accounts.createOrganization(transaction, id, name, false, now);
                store.add(transaction, id, actor.account(), Role.OWNER, now);
            });
        } catch (UniqueViolation e) {
            throw new SkerryException(
                    ErrorCode.ALREADY_EXISTS,
                    "There is an organization '%s' already: choose another name.".formatted(name),
                    e);
        }
        return new OrganizationView(id.value(), name, Role.OWNER, false, now);
    }

    List<OrganizationView> organizations(Actor actor) {
        return database.read(handle -> accounts.organizations(handle, actor));
    }

    List<MemberView> list(Actor actor) {
        return database.read(handle -> store.list(handle, actor.organization()));
    }

    Invitation add(Actor actor, AddMember input) {
        requireAtLeast(actor, input.role());
        var email = AccountService.normal(input.email());
        var secret = Tokens.random("invitation_");
        var now = clock.instant();
        var end = now.plus(INVITATION);
        var invited = new Invited(new InvitationId(Uuids.v7(now)), actor.organization(), email, input.role());
        database.useTransaction(transaction -> {
            store.lock(transaction, actor.organization());
            if (store.hasMember(transaction.handle(), actor.organization(), email)) {
                throw new SkerryException(
                        ErrorCode.ALREADY_EXISTS,
                        "'%s' is a member already: change their role instead.".formatted(email));
            }
            requireRoom(transaction.handle(), actor.organization(), now);
            store.invite(transaction, new NewInvitation(invited, Tokens.hash(secret), actor.account(), now, end));
        });
        return new Invitation(invited.id(), input.email(), input.role(), secret.reveal(), end);
    }

    private void requireRoom(Handle handle, OrganizationId organization, Instant now) {
        var members = store.list(handle, organization).size();
        if (members + store.invitations(handle, organization, now).size() >= MEMBERS) {
            throw SkerryException.tooMany(
                    "An organization has %d members, with those who are invited,".formatted(MEMBERS));
        }
    }

    List<InvitationView> invitations(Actor actor) {
        return database.read(handle -> store.invitations(handle, actor.organization(), clock.instant()));
    }

    Nothing revokeInvitation(Actor actor, InvitationInput input) {
        database.useTransaction(transaction -> {
            if (!store.deleteInvitation(transaction, actor.organization(), input.invitation())) {
                throw SkerryException.notFound("invitation", input.invitation());
            }
        });
        return Nothing.NOTHING;
    }

    /// Whoever has an account proves it by its password; who has none chooses one.
    SessionView join(JoinOrganization input) {
        var secretHash = Tokens.hash(new Secret(input.token().value()));
        var invited = database.read(handle -> store.findInvited(handle, secretHash, clock.instant()))
                .orElseThrow(MemberService::noInvitation);
        var known = database.read(handle -> accounts.find(handle, invited.email()));
        if (known.isPresent() && !passwords.passes(invited.email(), known, input.password())) {
            throw new SkerryException(
                    ErrorCode.UNAUTHENTICATED,
                    "This is not the password of the account '%s', which exists already.".formatted(invited.email()));
        }
        var account = known.orElseGet(() -> new Account(
                Uuids.v7(clock.instant()),
                invited.email(),
                Passwords.hash(new Secret(input.password().value()))));
        return database.inTransaction(transaction -> {
            if (!store.deleteInvitation(transaction, invited.organization(), invited.id())) {
                throw noInvitation();
            }
            if (known.isEmpty()) {
                accounts.createAccount(transaction, account, clock.instant());
            }
            store.add(transaction, invited.organization(), account.id(), invited.role(), clock.instant());
            var organization = new OrganizationRef(invited.organization().toString());
            return credentials.openSession(transaction, account.id(), organization);
        });
    }

    MemberView changeRole(Actor actor, ChangeRole input) {
        requireAtLeast(actor, input.role());
        return database.inTransaction(transaction -> {
            var member = lock(transaction, actor, input.member());
            if (input.role() != Role.OWNER) {
                requireAnotherOwner(transaction.handle(), actor.organization(), member);
            }
            store.setRole(transaction, actor.organization(), input.member(), input.role());
            store.deleteInvitationsBy(transaction, actor.organization(), input.member());
            credentials.forgetAfter(transaction);
            return new MemberView(member.id(), member.email(), input.role(), member.createdAt());
        });
    }

    Nothing remove(Actor actor, MemberInput input) {
        database.useTransaction(transaction -> {
            var member = lock(transaction, actor, input.member());
            requireAnotherOwner(transaction.handle(), actor.organization(), member);
            store.deleteInvitationsBy(transaction, actor.organization(), input.member());
            store.remove(transaction, actor.organization(), input.member());
            credentials.forgetAfter(transaction);
        });
        return Nothing.NOTHING;
    }

    /// The member as nobody else changes them now. Those above the caller are not theirs to change.
    private MemberView lock(Transaction transaction, Actor actor, MemberId id) {
        store.lock(transaction, actor.organization());
        var member = store.find(transaction.handle(), actor.organization(), id)
                .orElseThrow(() -> SkerryException.notFound("member", id));
        requireAtLeast(actor, member.role());
        return member;
    }

    private void requireAnotherOwner(Handle handle, OrganizationId organization, MemberView member) {
        var owners = store.list(handle, organization).stream()
                .filter(other -> other.role() == Role.OWNER)
                .toList();
        if (owners.equals(List.of(member))) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "'%s' is the last owner: make somebody else an owner first.".formatted(member.email()));
        }
    }

    private static void requireAtLeast(Actor actor, Role role) {
        if (actor.role().compareTo(role) > 0) {
            throw new SkerryException(
                    ErrorCode.FORBIDDEN,
                    "The role %s gives and takes roles up to its own only: ask an owner.".formatted(actor.role()));
        }
    }

    private static SkerryException noInvitation() {
        return new SkerryException(
                ErrorCode.FORBIDDEN,
                "This is no invitation, or it was used, taken back or has expired: ask for another.");
    }
}
