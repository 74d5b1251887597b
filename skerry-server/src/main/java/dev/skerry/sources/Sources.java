package dev.skerry.sources;

import dev.skerry.api.applications.Source;
import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitRef;
import dev.skerry.git.CheckoutOptions;
import dev.skerry.git.GitCall;
import dev.skerry.git.GitClient;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.OrganizationId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// The door of this feature.
public final class Sources {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final GitClient git;
    private final Credentials credentials;
    private final UploadedArchives archives;

    public Sources(GitClient git, UploadedArchives archives, Credentials credentials) {
        this.git = git;
        this.credentials = credentials;
        this.archives = archives;
    }

    public Credentials credentials() {
        return credentials;
    }

    public UploadedArchives archives() {
        return archives;
    }

    /// Fills the folder with the files of the commit a repository's reference stands for now.
    ///
    /// @param folder not there yet, or empty
    /// @param lines what the user sees
    /// @throws dev.skerry.kernel.SkerryException with what to do, when it cannot be had
    public CommitId checkOut(
            OrganizationId organization,
            Source.Git source,
            GitRef ref,
            Path folder,
            Cancellation cancellation,
            Consumer<String> lines) {
        var credential = credentials.of(organization, source);
        var options = Boolean.FALSE.equals(source.submodules())
                ? CheckoutOptions.FILES_ONLY
                : CheckoutOptions.WITH_SUBMODULES;
        var call = new GitCall(credential, DEADLINE, cancellation, new SpokenProgress(lines));
        var resolved = git.resolve(source.url(), ref, call);
        lines.accept("%s is commit %s".formatted(ref, resolved.commit()));
        var report = git.checkout(source.url(), resolved, folder, options, call);
        report.warnings().forEach(warning -> lines.accept("Warning: " + warning));
        lines.accept("\"%s\" by %s".formatted(report.subject(), report.author()));
        return report.commit();
    }
}
