package dev.skerry.git;

import dev.skerry.untrusted.AddressPolicy;
import dev.skerry.untrusted.FolderLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the administrator allows Git to do.
///
/// @param addresses where a URL may lead
/// @param fileRoots folders below which `file://` may read; none by default
/// @param limits of one checkout with its submodules; its bytes also bound what is downloaded for each repository
/// @param silence how long a remote may say nothing before it counts as unreachable
public record GitConfig(AddressPolicy addresses, List<Path> fileRoots, FolderLimits limits, Duration silence) {
    /// The public internet, no local folders.
    public static final GitConfig DEFAULT =
            new GitConfig(AddressPolicy.PUBLIC_ONLY, List.of(), FolderLimits.DEFAULT, Duration.ofSeconds(30));

    public GitConfig {
        fileRoots = List.copyOf(fileRoots);
        if (silence.toSeconds() < 1) {
            throw new IllegalArgumentException("A remote needs at least one second to answer");
        }
    }
}
