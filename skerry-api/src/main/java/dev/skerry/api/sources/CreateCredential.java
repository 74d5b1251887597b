package dev.skerry.api.sources;

import dev.skerry.api.values.GitHost;
import dev.skerry.api.values.Name;

/// Stores what logs in to the repositories of one host. It is never given back, and never sent to another host.
public record CreateCredential(Name name, GitHost host, GitLogin login) {}
