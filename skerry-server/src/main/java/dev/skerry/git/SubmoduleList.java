package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.InvalidValueException;
import dev.skerry.untrusted.EntryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Where a repository says its submodules are. Of a `.gitmodules` file only paths and URLs are read: its `update`
/// commands are not for us.
record SubmoduleList(Map<String, String> urls) {
    static final SubmoduleList NONE = new SubmoduleList(Map.of());
    private static final int MAX_BYTES = 1 << 20;
    private static final String SECTION = "submodule";

    SubmoduleList {
        urls = Map.copyOf(urls);
    }

    static SubmoduleList read(ObjectReader reader, ObjectId tree) throws IOException {
        try (var walk = TreeWalk.forPath(reader, Constants.DOT_GIT_MODULES, tree)) {
            if (walk == null || !FileMode.REGULAR_FILE.equals(walk.getRawMode(0))) {
                return NONE;
            }
            var bytes = reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes(MAX_BYTES);
            return parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    static SubmoduleList parse(String text) {
        var config = new Config();
        try {
            config.fromText(text);
        } catch (ConfigInvalidException e) {
            throw GitFault.PROTOCOL.because("The file .gitmodules cannot be read.", e);
        }
        var urls = new HashMap<String, String>();
        for (var name : config.getSubsections(SECTION)) {
            var path = config.getString(SECTION, name, "path");
            var url = config.getString(SECTION, name, "url");
            if (path != null && url != null) {
                urls.put(path, url);
            }
        }
        return new SubmoduleList(urls);
    }

    /// The URL of the submodule at that path, relative ones worked out against the repository that names it.
    Optional<GitUrl> url(String path, GitUrl parent) {
        var url = urls.get(path);
        return url == null ? Optional.empty() : Optional.of(absolute(path, url, parent));
    }

    private static GitUrl absolute(String path, String url, GitUrl parent) {
        try {
            var result = url.startsWith("./") || url.startsWith("../") ? relative(url, parent) : new GitUrl(url);
            if (result.kind() == GitUrl.Kind.FILE && parent.kind() != GitUrl.Kind.FILE) {
                throw GitFault.POLICY.because("The submodule at '%s' is a local folder, named by a remote repository."
                        .formatted(EntryName.shown(path)));
            }
            return result;
        } catch (InvalidValueException e) {
            throw GitFault.POLICY.because(
                    "The submodule at '%s' cannot be used: %s".formatted(EntryName.shown(path), e.getMessage()), e);
        }
    }

    private static GitUrl relative(String url, GitUrl parent) {
        var front = parent.value()
                .substring(0, parent.value().length() - parent.path().length());
        var slash = parent.path().startsWith("/") ? "/" : "";
        var parts = new ArrayList<>(parts(parent.path()));
        for (var part : parts(url)) {
            if (part.equals("..") && parts.isEmpty()) {
                throw new InvalidValueException(
                        "a relative URL of a submodule", url, "it leads above " + parent.host());
            }
            if (part.equals("..")) {
                parts.removeLast();
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        return new GitUrl(front + slash + String.join("/", parts));
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/")).stream().filter(part -> !part.isEmpty()).toList();
    }
}
