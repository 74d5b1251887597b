package dev.skerry.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a role allows, by the lowest role that has it. `ANYONE` needs no sign-in at all, `SIGNED_IN` any account. Every
/// other one counts for what is the organization's; for the installation itself (`Scope.INSTALLATION`) it counts only
/// in
/// the organization that owns it.
public enum Permission {
    ANYONE("anyone", null),
    SIGNED_IN("signed-in", Role.VIEWER),
    ORGANIZATION_CREATE("organization.create", Role.OWNER),
    MEMBER_READ("member.read", Role.VIEWER),
    MEMBER_MANAGE("member.manage", Role.ADMIN),
    PROJECT_READ("project.read", Role.VIEWER),
    PROJECT_CREATE("project.create", Role.DEVELOPER),
    PROJECT_UPDATE("project.update", Role.DEVELOPER),
    PROJECT_DELETE("project.delete", Role.ADMIN),
    APPLICATION_READ("application.read", Role.VIEWER),
    APPLICATION_CREATE("application.create", Role.DEVELOPER),
    APPLICATION_UPDATE("application.update", Role.DEVELOPER),
    APPLICATION_DEPLOY("application.deploy", Role.DEVELOPER),
    APPLICATION_DELETE("application.delete", Role.ADMIN),
    CERTIFICATE_READ("certificate.read", Role.VIEWER),
    CERTIFICATE_MANAGE("certificate.manage", Role.ADMIN),
    CREDENTIAL_READ("credential.read", Role.VIEWER),
    CREDENTIAL_CREATE("credential.create", Role.DEVELOPER),
    CREDENTIAL_UPDATE("credential.update", Role.ADMIN),
    CREDENTIAL_DELETE("credential.delete", Role.ADMIN),
    SYSTEM_READ("system.read", Role.VIEWER),
    SYSTEM_OPERATE("system.operate", Role.ADMIN);

    private final String code;
    private final @Nullable Role lowest;

    Permission(String code, @Nullable Role lowest) {
        this.code = code;
        this.lowest = lowest;
    }

    /// The permission as documents name it, such as `application.deploy`.
    public String code() {
        return code;
    }

    /// The roles that have this permission; for `ANYONE` all of them.
    public Set<Role> roles() {
        var bound = lowest == null ? Role.VIEWER : lowest;
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values()).filter(role -> role.compareTo(bound) <= 0).forEach(roles::add);
        return roles;
    }
}
