package dev.skerry.api;

/// What an operation is about. The input record of an operation names that thing by a reference or id of its kind,
/// which the
/// server looks up inside the caller's organization only: somebody else's thing does not exist.
public enum Scope {
    /// The whole installation: server status, clean-up. It belongs to the first organization.
    INSTALLATION,
    /// The caller's own account, session or tokens.
    ACCOUNT,
    ORGANIZATION,
    PROJECT,
    ENVIRONMENT,
    APPLICATION,
    DOMAIN,
    DEPLOYMENT,
    RUN,
    /// What logs in to Git repositories.
    CREDENTIAL
}
