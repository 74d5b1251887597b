package dev.skerry.api.sources;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.skerry.api.values.GitToken;
import dev.skerry.api.values.HostKeys;
import dev.skerry.api.values.LoginName;
import dev.skerry.api.values.PrivateKey;
import org.jspecify.annotations.Nullable;

/// How to log in to a Git host.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GitLogin.Https.class, name = "https"),
    @JsonSubTypes.Type(value = GitLogin.Ssh.class, name = "ssh")
})
public sealed interface GitLogin {
    /// A name and a token; never sent without encryption.
    ///
    /// @param user `git` when absent
    record Https(@Nullable LoginName user, GitToken token) implements GitLogin {}

    /// A deploy key.
    ///
    /// @param privateKey made by the server when absent, which then shows the public half
    /// @param hostKeys what the host may present; when absent, the first key it shows is trusted from then on
    record Ssh(@Nullable PrivateKey privateKey, @Nullable HostKeys hostKeys) implements GitLogin {}
}
