package dev.skerry.identity;

import static dev.skerry.operations.Binding.bind;

import dev.skerry.api.Page;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.catalogue.OrganizationRows;
import dev.skerry.db.Database;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Secret;
import dev.skerry.operations.Binding;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The door of this feature.
public final class Identity {
    private final AccountService accounts;
    private final CredentialService credentials;
    private final MemberService members;

    /// @param setupToken what `identity.setUp` must be called with
    public Identity(Database database, InstantSource clock, SetupToken setupToken) {
        var passwords = new PasswordCheck(clock);
        this.credentials = new CredentialService(database, clock);
        this.accounts = new AccountService(database, clock, setupToken, passwords, credentials);
        this.members = new MemberService(database, clock, passwords, credentials);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(IdentityRows.SET_UP, (actor, input) -> accounts.setUp(input)),
                bind(IdentityRows.LOG_IN, (actor, input) -> accounts.logIn(input)),
                bind(IdentityRows.LOG_OUT, (actor, input) -> credentials.logOut(actor)),
                bind(IdentityRows.WHO_AM_I, (actor, input) -> accounts.view(actor)),
                bind(IdentityRows.CHANGE_PASSWORD, accounts::changePassword),
                bind(IdentityRows.LIST_SESSIONS, (actor, input) -> Page.whole(credentials.sessions(actor))),
                bind(IdentityRows.REVOKE_SESSION, credentials::revokeSession),
                bind(IdentityRows.CREATE_TOKEN, credentials::createToken),
                bind(IdentityRows.LIST_TOKENS, (actor, input) -> Page.whole(credentials.tokens(actor))),
                bind(IdentityRows.REVOKE_TOKEN, credentials::revokeToken),
                bind(OrganizationRows.CREATE, members::createOrganization),
                bind(OrganizationRows.LIST, (actor, input) -> Page.whole(members.organizations(actor))),
                bind(OrganizationRows.LIST_MEMBERS, (actor, input) -> Page.whole(members.list(actor))),
                bind(OrganizationRows.ADD_MEMBER, members::add),
                bind(OrganizationRows.CHANGE_ROLE, members::changeRole),
                bind(OrganizationRows.REMOVE_MEMBER, members::remove),
                bind(OrganizationRows.LIST_INVITATIONS, (actor, input) -> Page.whole(members.invitations(actor))),
                bind(OrganizationRows.REVOKE_INVITATION, members::revokeInvitation),
                bind(OrganizationRows.JOIN, (actor, input) -> members.join(input)));
    }

    /// Whose session or API token this is.
    public Optional<Actor> authenticate(String token) {
        return credentials.authenticate(new Secret(token));
    }
}
