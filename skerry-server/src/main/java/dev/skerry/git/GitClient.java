package dev.skerry.git;

import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.untrusted.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Reads Git repositories of users over HTTP, SSH and from allowed local folders. Safe for use by many threads.
public final class GitClient {
    private final GitConfig config;
    private final PackBounds bounds;

    public GitClient(GitConfig config) {
        this(config, PackBounds.ofHeap());
    }

    GitClient(GitConfig config, PackBounds bounds) {
        this.config = config;
        this.bounds = bounds;
    }

    /// Asks the remote what a name stands for now. A full commit id is taken as it is and not asked for;
    /// whether it exists shows in the checkout.
    ///
    /// @throws SkerryException UNPROCESSABLE when the URL, the credential or the name is at fault, UNAVAILABLE
    ///     when the remote does not answer, DEADLINE_EXCEEDED, TOO_LARGE
    /// @throws CancelledException when cancelled
    public ResolvedRef resolve(GitUrl url, GitRef ref, GitCall call) {
        return guarded(url, () -> {
            var scratch = Files.createTempDirectory("skerry-git-");
            try {
                return job(call, scratch).run(() -> resolve(url, ref, call, scratch));
            } finally {
                Folders.delete(scratch);
            }
        });
    }

    /// Fills the folder with exactly the commit's files. When it fails the folder is gone.
    ///
    /// @param folder not there yet, or empty; its parent also holds the download meanwhile
    /// @throws SkerryException as `resolve` does, and UNPROCESSABLE for a tree nobody should unpack
    /// @throws CancelledException when cancelled
    public CheckoutReport checkout(GitUrl url, ResolvedRef ref, Path folder, CheckoutOptions options, GitCall call) {
        return guarded(url, () -> {
            try (var workplace = new Workplace(folder)) {
                var report = job(call, workplace.scratch())
                        .run(() -> new Checkout(url, options, call, new Checkout.Bounds(config, bounds), workplace)
                                .run(ref));
                if (options.keepGit()) {
                    KeptRepository.put(workplace.scratch(), workplace.result());
                }
                workplace.accept();
                return report;
            }
        });
    }

    private ResolvedRef resolve(GitUrl url, GitRef ref, GitCall call, Path scratch) throws IOException {
        var home = Files.createDirectory(scratch.resolve("home"));
        try (var remote = new Remote(url, call.credential(), config, home)) {
            var refs = RefLookup.ask(remote);
            var found = RefLookup.find(ref, refs, url);
            if (found.isPresent()) {
                return found.get();
            }
            try (var local = Fetcher.create(scratch.resolve("git"), bounds)) {
                var monitor = new FetchMonitor(call.progress(), call.cancellation(), bounds);
                var commit = new Fetcher(remote, local, monitor).findAbbreviated(ref.value());
                return ResolvedRef.of(new CommitId(commit.name()));
            }
        }
    }

    /// JGit itself, loaded when Git is asked for the first time: a server that has just started does without it.
    /// Nothing
    /// of it runs before it is kept away from this machine's settings.
    private static final class JGit {
        static {
            IsolatedSystemReader.install();
            PackBounds.installCaches();
        }

        static void prepare() {
            // Its class is initialised, which happens once.
        }
    }

    private GitJob job(GitCall call, Path watched) {
        return new GitJob(
                call.deadline(), call.cancellation(), watched, config.limits().maxBytes());
    }

    private static <T> T guarded(GitUrl url, Callable<T> work) {
        JGit.prepare();
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Evidence(url).explain(e);
        }
    }
}
