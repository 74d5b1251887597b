package dev.skerry.docker;

import dev.skerry.kernel.DiskSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// The docker command's own folder (DOCKER_CONFIG) for builds: with the plugins of the operator's, and without the
/// logins. A Dockerfile names base images as it likes, and would else read with the operator's rights.
public final class ClientFolder {
    private static final String PLUGINS = "cli-plugins";
    private static final String CONFIG = "config.json";
    /// What a build needs of the operator's settings and nobody is let in by.
    private static final List<String> TAKEN_OVER = List.of("proxies", "cliPluginsExtraDirs");

    private ClientFolder() {}

    /// Makes the folder what it should be, whatever it was.
    ///
    /// @param operators the folder of whoever runs the server; need not be there
    /// @return the folder
    public static Path prepare(Path folder, Path operators) {
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder, owner);
            var settings = operators.resolve(CONFIG);
            Files.writeString(
                    folder.resolve(CONFIG),
                    withoutLogins(Files.isReadable(settings) ? Files.readString(settings) : ""));
            var link = folder.resolve(PLUGINS);
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(link)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, operators.resolve(PLUGINS).toAbsolutePath());
            }
            return folder;
        } catch (IOException e) {
            throw DiskSpace.explain("The folder of the docker command", e);
        }
    }

    /// @param settings the operator's `config.json`; what cannot be read counts as empty
    static String withoutLogins(String settings) {
        var result = Docker.JSON.createObjectNode();
        try {
            if (Docker.JSON.readTree(settings) instanceof ObjectNode theirs) {
                TAKEN_OVER.stream().filter(theirs::has).forEach(name -> result.set(name, theirs.get(name)));
            }
        } catch (JacksonException e) {
            // The docker command would refuse it; builds do without.
            return result.toString();
        }
        return result.toString();
    }
}
