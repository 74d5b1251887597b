package dev.skerry.cli.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The files of a folder that are sent, in the order of their paths: what its `.gitignore` files leave in, those of the
/// repository around it included. Whether Git tracks a file makes no difference, so that the outcome is the same
/// where there is no Git.
///
/// @param files relative to the folder
/// @param secrets the `.env` files that stay
/// @param strangers links that lead out of the folder, and what is neither file nor folder: they stay too
record Listing(Path folder, List<Path> files, List<String> secrets, List<String> strangers) {
    private static final String GIT = ".git";
    private static final Set<String> NEVER = Set.of(GIT, "node_modules");
    private static final String ENV = ".env";

    /// As the server's builds have it (`builds/DockerIgnore`): these hold examples, not secrets.
    private static final Set<String> SAMPLES = Set.of(".env.example", ".env.sample", ".env.template", ".env.dist");

    static Listing of(Path folder) throws IOException {
        var root = folder.toRealPath();
        var walk = new Walk(root);
        walk.enter(root, around(root));
        return new Listing(root, walk.files, walk.secrets, walk.strangers);
    }

    /// The rules of the repository's folders above this one.
    private static List<IgnoreFile> around(Path root) throws IOException {
        var rules = new ArrayList<IgnoreFile>();
        var at = root;
        while (!Files.exists(at.resolve(GIT))) {
            at = at.getParent();
            if (at == null) {
                return List.of();
            }
            IgnoreFile.in(at).ifPresent(rules::addFirst);
        }
        return rules;
    }

    private static boolean isSecret(String name) {
        return name.equals(ENV) || (name.startsWith(ENV + ".") && !SAMPLES.contains(name.toLowerCase(Locale.ROOT)));
    }

    /// One pass over the folder.
    private static final class Walk {
        private final Path root;
        private final List<Path> files = new ArrayList<>();
        private final List<String> secrets = new ArrayList<>();
        private final List<String> strangers = new ArrayList<>();

        Walk(Path root) {
            this.root = root;
        }

        /// @param above the rules that hold here, the nearest last
        void enter(Path folder, List<IgnoreFile> above) throws IOException {
            var rules = new ArrayList<>(above);
            IgnoreFile.in(folder).ifPresent(rules::add);
            for (var file : sorted(folder)) {
                var name = file.getFileName().toString();
                var isFolder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                if (isSecret(name)) {
                    secrets.add(shown(file));
                } else if (!NEVER.contains(name) && !isIgnored(rules, file, isFolder)) {
                    take(file, isFolder, rules);
                }
            }
        }

        private void take(Path file, boolean isFolder, List<IgnoreFile> rules) throws IOException {
            if (isFolder) {
                enter(file, rules);
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || (Files.isSymbolicLink(file) && staysInside(file))) {
                files.add(root.relativize(file));
            } else {
                strangers.add(shown(file));
            }
        }

        /// The nearest file that has something to say decides.
        private static boolean isIgnored(List<IgnoreFile> rules, Path file, boolean isFolder) {
            return rules.reversed().stream()
                    .map(rule -> rule.ignores(file, isFolder))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(false);
        }

        /// By its words, and by where it really leads, if anywhere.
        private boolean staysInside(Path link) throws IOException {
            var target = Files.readSymbolicLink(link);
            var words = link.resolveSibling(target).normalize();
            return !target.isAbsolute()
                    && words.startsWith(root)
                    && (!Files.exists(link) || link.toRealPath().startsWith(root));
        }

        private static Iterable<Path> sorted(Path folder) throws IOException {
            try (var files = Files.newDirectoryStream(folder)) {
                var sorted = new TreeSet<Path>();
                files.forEach(sorted::add);
                return sorted;
            }
        }

        private String shown(Path file) {
            return root.relativize(file).toString();
        }
    }
}
