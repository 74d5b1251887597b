package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
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

/// Organizations and their members.
public final class OrganizationRows {
    public static final Operation<CreateOrganization, OrganizationView> CREATE = operation(
                    "organizations.create", Permission.ORGANIZATION_CREATE, Scope.INSTALLATION, Effect.WRITE)
            .post("/api/organizations")
            .creates()
            .takes(CreateOrganization.class, Output.one(OrganizationView.class))
            .says("Makes an organization with the caller as its owner", "orgs create", "name");

    public static final Operation<NoInput, Page<OrganizationView>> LIST = operation(
                    "organizations.list", Permission.SIGNED_IN, Scope.ACCOUNT, Effect.READ)
            .get("/api/organizations")
            .takes(NoInput.class, Output.page(OrganizationView.class))
            .says("Lists the organizations the caller is a member of", "orgs list");

    public static final Operation<NoInput, Page<MemberView>> LIST_MEMBERS = operation(
                    "members.list", Permission.MEMBER_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/members")
            .takes(NoInput.class, Output.page(MemberView.class))
            .says("Lists the members of the organization", "members list");

    public static final Operation<AddMember, Invitation> ADD_MEMBER = operation(
                    "members.add", Permission.MEMBER_MANAGE, Scope.ORGANIZATION, Effect.WRITE)
            .post("/api/members")
            .creates()
            .takes(AddMember.class, Output.one(Invitation.class))
            .says("Invites somebody into the organization and shows their one-time token", "members add", "email");

    public static final Operation<ChangeRole, MemberView> CHANGE_ROLE = operation(
                    "members.changeRole", Permission.MEMBER_MANAGE, Scope.ORGANIZATION, Effect.WRITE)
            .patch("/api/members/{member}")
            .takes(ChangeRole.class, Output.one(MemberView.class))
            .says("Gives a member another role", "members role", "member", "role");

    public static final Operation<MemberInput, Output.Nothing> REMOVE_MEMBER = operation(
                    "members.remove", Permission.MEMBER_MANAGE, Scope.ORGANIZATION, Effect.DESTROY)
            .delete("/api/members/{member}")
            .takes(MemberInput.class, Output.none())
            .says("Takes a member out of the organization, sessions and tokens with them", "members remove", "member");

    public static final Operation<NoInput, Page<InvitationView>> LIST_INVITATIONS = operation(
                    "invitations.list", Permission.MEMBER_MANAGE, Scope.ORGANIZATION, Effect.READ)
            .get("/api/invitations")
            .takes(NoInput.class, Output.page(InvitationView.class))
            .says("Lists who was invited and has not joined yet", "invitations list");

    public static final Operation<InvitationInput, Output.Nothing> REVOKE_INVITATION = operation(
                    "invitations.revoke", Permission.MEMBER_MANAGE, Scope.ORGANIZATION, Effect.DESTROY)
            .delete("/api/invitations/{invitation}")
            .takes(InvitationInput.class, Output.none())
            .says("Takes an invitation back", "invitations revoke", "invitation");

    public static final Operation<JoinOrganization, SessionView> JOIN = operation(
                    "organizations.join", Permission.ANYONE, Scope.ACCOUNT, Effect.WRITE)
            .post("/api/auth/join")
            .takes(JoinOrganization.class, Output.one(SessionView.class))
            .says("Joins an organization with the token of an invitation", "orgs join");

    private OrganizationRows() {}
}
