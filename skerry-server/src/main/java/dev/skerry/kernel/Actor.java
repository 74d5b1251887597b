package dev.skerry.kernel;

import dev.skerry.api.Role;
import java.util.UUID;

/// Who acts: an account, in one organization, in a role.
///
/// @param credential the session or token it came with, so that it can be ended
/// @param ownsInstallation whether the organization is the one the installation belongs to
public record Actor(UUID account, OrganizationId organization, Role role, UUID credential, boolean ownsInstallation) {
    private static final UUID NIL = new UUID(0, 0);

    /// Nobody signed in: owns nothing and finds nothing.
    public static final Actor NOBODY = new Actor(NIL, new OrganizationId(NIL), Role.VIEWER, NIL);

    /// In an organization that does not own the installation.
    public Actor(UUID account, OrganizationId organization, Role role, UUID credential) {
        this(account, organization, role, credential, false);
    }

    public boolean isNobody() {
        return equals(NOBODY);
    }
}
