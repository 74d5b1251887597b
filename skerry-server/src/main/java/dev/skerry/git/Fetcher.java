package dev.skerry.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/// Brings one commit into a local repository by the cheapest way its remote allows.
final class Fetcher {
    private static final List<String> EVERYTHING = List.of("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");

    private final Remote remote;
    private final Repository local;
    private final FetchMonitor monitor;

    Fetcher(Remote remote, Repository local, FetchMonitor monitor) {
        this.remote = remote;
        this.local = local;
        this.monitor = monitor;
    }

    /// A new bare repository that reads no settings of this machine.
    static Repository create(Path folder, PackBounds bounds) throws IOException {
        var options = new FileRepositoryBuilder()
                .setFS(IsolatedFiles.INSTANCE)
                .setGitDir(folder.toFile())
                .setBare()
                .setup();
        var repository = new BoundedRepository(options, bounds);
        repository.create(true);
        // JGit would tidy up in the background after a fetch, in a folder that is gone by then.
        repository.getConfig().setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
        repository.getConfig().save();
        return repository;
    }

    /// The commit alone where the server gives out commits, else the tip of its branch or tag, else the whole
    /// history.
    RevCommit fetch(ResolvedRef wanted) throws IOException {
        var commit = wanted.commit().value();
        var found = tryFetch(List.of(commit), true) && has(commit);
        if (!found && !wanted.name().isEmpty()) {
            found = tryFetch(List.of(wanted.name()), true) && has(commit);
        }
        if (!found) {
            fetch(names(wanted), false, FilterSpec.NO_FILTER);
        }
        try (var walk = new RevWalk(local)) {
            return walk.parseCommit(ObjectId.fromString(commit));
        } catch (MissingObjectException e) {
            throw GitFault.UNKNOWN_REF.because(
                    "There is no commit %s in %s.".formatted(wanted.commit().abbreviated(), remote.url()), e);
        }
    }

    /// Every commit without its files, where the server can leave them out, to find the one that begins so.
    ObjectId findAbbreviated(String beginning) throws IOException {
        fetch(EVERYTHING, false, FilterSpec.fromFilterLine("tree:0"));
        try (var reader = local.newObjectReader();
                var walk = new RevWalk(reader)) {
            var commits = reader.resolve(AbbreviatedObjectId.fromString(beginning)).stream()
                    .filter(id -> isCommit(walk, id))
                    .toList();
            if (commits.size() == 1) {
                return commits.getFirst();
            }
            throw GitFault.UNKNOWN_REF.because("%s commit of %s begins with '%s'."
                    .formatted(commits.isEmpty() ? "No" : "More than one", remote.url(), beginning));
        }
    }

    private static boolean isCommit(RevWalk walk, ObjectId id) {
        try {
            return walk.parseAny(id).getType() == Constants.OBJ_COMMIT;
        } catch (IOException e) {
            return false; // not there after all, so nobody can mean it
        }
    }

    private static List<String> names(ResolvedRef wanted) {
        return wanted.kind() == ResolvedRef.Kind.OTHER_REF
                ? Stream.concat(EVERYTHING.stream(), Stream.of(wanted.name())).toList()
                : EVERYTHING;
    }

    private boolean tryFetch(List<String> specs, boolean shallow) throws IOException {
        try {
            fetchOrFail(specs, shallow, FilterSpec.NO_FILTER);
            return true;
        } catch (IOException | RuntimeException e) {
            if (remote.evidence().mayAskOtherwise(e)) {
                return false;
            }
            throw remote.evidence().explain(e);
        }
    }

    private void fetch(List<String> specs, boolean shallow, FilterSpec filter) {
        try {
            fetchOrFail(specs, shallow, filter);
        } catch (IOException | RuntimeException e) {
            throw remote.evidence().explain(e);
        }
    }

    private void fetchOrFail(List<String> specs, boolean shallow, FilterSpec filter) throws IOException {
        try (var transport = remote.open(local)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setFilterSpec(filter);
            if (shallow) {
                transport.setDepth(1);
            }
            transport.fetch(monitor, specs.stream().map(RefSpec::new).toList());
        } finally {
            monitor.ended();
        }
    }

    private boolean has(String commit) throws IOException {
        return local.getObjectDatabase().has(ObjectId.fromString(commit));
    }
}
