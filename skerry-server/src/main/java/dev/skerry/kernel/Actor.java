package dev.skerry.kernel;

import dev.skerry.api.Role;
import java.util.UUID;

/// Who acts: an account, in one organization, in a role.
///
/// @param credential the session or token it came with, so that it can be ended
public record Actor(UUID account, OrganizationId organization, Role role, UUID credential) {
    private static final UUID NIL = new UUID(0, 0);

    /// Nobody signed in: owns nothing and finds nothing.
    public static final Actor NOBODY = new Actor(NIL, new OrganizationId(NIL), Role.VIEWER, NIL);

    public boolean isNobody() {
        return equals(NOBODY);
    }
}
