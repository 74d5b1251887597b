package dev.skerry.api.applications;

/// What an application is doing.
public enum ApplicationStatus {
    /// Never deployed, or never with success.
    NOT_DEPLOYED,
    RUNNING,
    STOPPED
}
