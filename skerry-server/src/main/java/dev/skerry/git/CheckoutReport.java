package dev.skerry.git;

import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitUrl;
import java.time.Instant;
import java.util.List;

/// What a checkout brought.
///
/// @param subject first line of the commit's message, shortened
/// @param author name of the author, shortened
/// @param repositories the repository itself first, then its submodules
/// @param bytes of all files
/// @param warnings sentences for the user
public record CheckoutReport(
        String subject,
        String author,
        Instant committed,
        List<Repository> repositories,
        long bytes,
        List<String> warnings) {
    public CheckoutReport {
        repositories = List.copyOf(repositories);
        warnings = List.copyOf(warnings);
    }

    public CommitId commit() {
        return repositories.getFirst().commit();
    }

    /// One repository in the folder.
    ///
    /// @param path where it stands, empty for the top folder
    /// @param files files and links of it, without those of its submodules
    public record Repository(String path, GitUrl url, CommitId commit, int files) {}
}
