package dev.skerry.docker;

import dev.skerry.kernel.Secret;

/// How the engine presents itself to a registry.
public record RegistryLogin(String user, Secret password) {}
