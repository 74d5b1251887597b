package dev.skerry.git;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;

/// On whose behalf and how long a remote is talked to.
///
/// @param deadline for the whole call, submodules included
public record GitCall(GitCredential credential, Duration deadline, Cancellation cancellation, GitProgress progress) {}
