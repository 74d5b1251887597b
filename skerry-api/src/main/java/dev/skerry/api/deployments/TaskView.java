package dev.skerry.api.deployments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One task of a process.
///
/// @param release its version
/// @param role what its release is to the application: `starting`, `live`, `standby` or `retiring`
/// @param state `pending`, `starting`, `running`, `ended`, `failed` or `rejected`
/// @param since when it came into that state
/// @param error what went wrong, in the engine's words
public record TaskView(
        String id,
        int release,
        String role,
        String state,
        Instant since,
        String node,
        @Nullable Integer exitCode,
        @Nullable String error) {}
