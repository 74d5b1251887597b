package dev.skerry.git;

import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;

/// Finds what a name stands for among the references a remote gives out.
final class RefLookup {
    private static final int SHOWN = 10;

    private RefLookup() {}

    /// What the remote gives out, by full name and `HEAD`. An annotated tag stands for the commit behind it.
    static Map<String, ResolvedRef> ask(Remote remote) {
        try (var transport = remote.open(null);
                var connection = transport.openFetch()) {
            return resolved(connection.getRefs());
        } catch (IOException | RuntimeException e) {
            throw remote.evidence().explain(e);
        }
    }

    /// A branch goes before a tag of the same name, a name before a commit that begins so. Empty when only a
    /// deeper look can tell: an abbreviated commit that is no branch's or tag's tip.
    ///
    /// @throws SkerryException when there is no such name
    static Optional<ResolvedRef> find(GitRef wanted, Map<String, ResolvedRef> refs, GitUrl url) {
        var named = candidates(wanted)
                .flatMap(name -> Stream.ofNullable(refs.get(name)))
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        if (!wanted.looksLikeCommit()) {
            throw unknown(wanted, refs, url);
        }
        if (wanted.value().length() >= Constants.OBJECT_ID_STRING_LENGTH) {
            return Optional.of(ResolvedRef.of(new CommitId(wanted.value())));
        }
        var tips = refs.values().stream()
                .map(ResolvedRef::commit)
                .filter(commit -> commit.value().startsWith(wanted.value()))
                .distinct()
                .toList();
        return tips.size() == 1 ? Optional.of(ResolvedRef.of(tips.getFirst())) : Optional.empty();
    }

    private static Stream<String> candidates(GitRef wanted) {
        return wanted.isFullName() || wanted.equals(GitRef.HEAD)
                ? Stream.of(wanted.value())
                : Stream.of(Constants.R_HEADS + wanted, Constants.R_TAGS + wanted, Constants.R_REFS + wanted);
    }

    private static Map<String, ResolvedRef> resolved(Collection<Ref> refs) {
        var result = new HashMap<String, ResolvedRef>();
        for (var ref : refs) {
            var id = ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
            if (id != null) {
                var name = ref.getLeaf().getName();
                result.put(ref.getName(), new ResolvedRef(new CommitId(id.name()), kind(name), name));
            }
        }
        return result;
    }

    private static ResolvedRef.Kind kind(String name) {
        if (name.startsWith(Constants.R_HEADS) || name.equals(Constants.HEAD)) {
            return ResolvedRef.Kind.BRANCH;
        }
        return name.startsWith(Constants.R_TAGS) ? ResolvedRef.Kind.TAG : ResolvedRef.Kind.OTHER_REF;
    }

    private static SkerryException unknown(GitRef wanted, Map<String, ResolvedRef> refs, GitUrl url) {
        if (refs.isEmpty()) {
            return GitFault.UNKNOWN_REF.because("%s is empty: nothing was pushed to it yet.".formatted(url));
        }
        var names = refs.keySet().stream()
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(name -> name.substring(Constants.R_HEADS.length()))
                .filter(RefLookup::isPrintable)
                .sorted()
                .limit(SHOWN)
                .toList();
        return GitFault.UNKNOWN_REF.because("There is no branch or tag '%s' in %s. Its branches: %s."
                .formatted(wanted, url, names.isEmpty() ? "none" : String.join(", ", names)));
    }

    private static boolean isPrintable(String name) {
        return name.chars().allMatch(letter -> letter > ' ' && letter <= '~');
    }
}
