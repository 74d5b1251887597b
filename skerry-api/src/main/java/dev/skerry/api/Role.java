package dev.skerry.api;

/// What a member is in an organization. Each role may do what the ones after it may.
public enum Role {
    OWNER,
    ADMIN,
    DEVELOPER,
    VIEWER
}
