package dev.skerry.git;

import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitUrl;
import dev.skerry.untrusted.EntryName;
import dev.skerry.untrusted.Folders;
import dev.skerry.untrusted.UntrustedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/// One checkout while it runs: the repository, then its submodules, each fetched into a scratch folder that is
/// gone before the next begins.
final class Checkout {
    private static final int MAX_SUBMODULES = 100;
    private static final int MAX_NESTING = 5;
    private static final int MAX_WARNINGS = 20;
    private static final int SHOWN = 200;

    private final GitUrl top;
    private final CheckoutOptions options;
    private final GitCall call;
    private final GitConfig config;
    private final PackBounds packs;
    private final Path scratch;
    private final UntrustedFolder folder;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private final List<CheckoutReport.Repository> repositories = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /// A repository and the path in the folder its files go to.
    private record Part(GitUrl url, ResolvedRef wanted, String path, int nesting) {
        String prefix() {
            return path.isEmpty() ? "" : path + "/";
        }
    }

    /// What it may do, and what it may take.
    record Bounds(GitConfig config, PackBounds packs) {}

    Checkout(GitUrl top, CheckoutOptions options, GitCall call, Bounds bounds, Workplace workplace) throws IOException {
        this.top = top;
        this.options = options;
        this.call = call;
        this.config = bounds.config();
        this.packs = bounds.packs();
        this.scratch = workplace.scratch();
        this.folder = new UntrustedFolder(workplace.result(), config.limits(), call.cancellation());
    }

    CheckoutReport run(ResolvedRef wanted) throws IOException {
        var commit = take(new Part(top, wanted, "", 0));
        while (!parts.isEmpty()) {
            take(parts.removeFirst());
        }
        folder.finish();
        return new CheckoutReport(
                shortened(commit.getShortMessage()),
                shortened(commit.getAuthorIdent().getName()),
                Instant.ofEpochSecond(commit.getCommitTime()),
                repositories,
                folder.bytes(),
                warnings);
    }

    private RevCommit take(Part part) throws IOException {
        call.cancellation().check();
        call.progress().fetching(part.url(), part.path());
        var place = Files.createDirectory(scratch.resolve("repository-" + repositories.size()));
        var home = Files.createDirectory(place.resolve("home"));
        try (var remote = new Remote(part.url(), credentialFor(part.url()), config, home);
                var local = Fetcher.create(place.resolve("git"), packs)) {
            var monitor = new FetchMonitor(call.progress(), call.cancellation(), packs);
            var commit = new Fetcher(remote, local, monitor).fetch(part.wanted());
            write(part, local, commit);
            if (options.keepGit() && part.path().isEmpty()) {
                KeptRepository.keep(local, commit, scratch);
            }
            return commit;
        } finally {
            Folders.delete(place);
        }
    }

    private void write(Part part, Repository local, RevCommit commit) throws IOException {
        var before = folder.count();
        try (var reader = local.newObjectReader()) {
            var copy = new TreeCopy(reader, folder, call.cancellation());
            copy.copy(commit.getTree(), part.prefix());
            var repository = new CheckoutReport.Repository(
                    part.path(), part.url(), new CommitId(commit.name()), folder.count() - before);
            repositories.add(repository);
            call.progress().wrote(repository);
            copy.pointers().forEach(this::warnOfPointer);
            if (options.submodules() && !copy.submodules().isEmpty()) {
                addSubmodules(part, SubmoduleList.read(reader, commit.getTree()), copy);
            }
        }
    }

    private void addSubmodules(Part parent, SubmoduleList list, TreeCopy copy) {
        for (var module : copy.submodules().entrySet()) {
            var url = list.url(module.getKey().substring(parent.prefix().length()), parent.url());
            if (url.isEmpty()) {
                warn("'%s' is a submodule without a URL in .gitmodules and stays empty."
                        .formatted(EntryName.shown(module.getKey())));
                continue;
            }
            if (parent.nesting() >= MAX_NESTING || parts.size() + repositories.size() > MAX_SUBMODULES) {
                throw GitFault.TOO_LARGE.because("There are more than %d submodules, or they are more than %d deep."
                        .formatted(MAX_SUBMODULES, MAX_NESTING));
            }
            var commit = ResolvedRef.of(new CommitId(module.getValue().name()));
            parts.add(new Part(url.get(), commit, module.getKey(), parent.nesting() + 1));
        }
    }

    private GitCredential credentialFor(GitUrl url) {
        return Origin.of(url).equals(Origin.of(top)) ? call.credential() : new GitCredential.None();
    }

    private void warnOfPointer(String path) {
        warn("'%s' is a pointer to Git LFS; its content is not fetched.".formatted(EntryName.shown(path)));
    }

    private void warn(String message) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(message);
            call.progress().warned(message);
        }
    }

    private static String shortened(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
