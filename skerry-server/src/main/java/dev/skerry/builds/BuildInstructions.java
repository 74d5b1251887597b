package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.RelativePath;
import dev.skerry.kernel.DiskSpace;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.Folders;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a build reads beside its context: the Dockerfile, and the `.dockerignore` that holds for it under the name by
/// which BuildKit prefers it to the context's own. They lie in a folder of their own, so the source stays as it came.
///
/// @param name the Dockerfile's own name, which error messages show
record BuildInstructions(String name, String dockerfile, String ignore) {
    private static final Logger LOG = LoggerFactory.getLogger(BuildInstructions.class);
    private static final long MAX_SIZE = 1024L * 1024;
    private static final String IGNORE = ".dockerignore";

    static BuildInstructions of(Path top, BuildPlan.Dockerfile plan) {
        var file = plan.file().in(top);
        var name = file.getFileName().toString();
        var own = file.resolveSibling(name + IGNORE);
        var ignore = Files.isRegularFile(own) ? own : plan.context().in(top).resolve(IGNORE);
        return new BuildInstructions(name, read(top, file), compose(top, ignore));
    }

    static BuildInstructions of(Path top, BuildPlan.StaticSite plan) {
        return new BuildInstructions(
                "Dockerfile",
                StaticSiteDockerfile.text(StaticSiteDockerfile.IMAGE, plan.folder(), plan.fallback()),
                compose(top, top.resolve(IGNORE)));
    }

    /// An image that is there already, made by another tool.
    static BuildInstructions of(String image) {
        return new BuildInstructions("Dockerfile", "FROM %s\n".formatted(image), "**\n");
    }

    /// Writes them, and gives back the Dockerfile. What an attempt that was cut off has left in the folder goes.
    Path writeTo(Path folder) {
        try {
            Folders.delete(folder);
            PrivateFiles.folder(folder);
            Files.writeString(folder.resolve(name + IGNORE), ignore);
            return Files.writeString(folder.resolve(name), dockerfile);
        } catch (IOException e) {
            throw DiskSpace.explain("What the build in %s needs".formatted(folder), e);
        }
    }

    /// What cannot be deleted now goes with the deployment's folder.
    static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.warn("Cannot delete the files of a build in {}", folder, e);
        }
    }

    private static String compose(Path top, Path file) {
        return DockerIgnore.compose(Files.isRegularFile(file) ? read(top, file) : "");
    }

    private static String read(Path top, Path file) {
        var shown = top.relativize(file);
        if (!new SourceFiles(top).isFile(new RelativePath(shown.toString()))) {
            throw unprocessable("'%s' leads out of the source.".formatted(shown));
        }
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw unprocessable("'%s' is larger than 1 MB.".formatted(shown));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw unprocessable("'%s' is no text in UTF-8.".formatted(shown));
        } catch (IOException e) {
            throw new SkerryException(ErrorCode.INTERNAL, "Cannot read '%s': %s".formatted(shown, e), e);
        }
    }

    private static SkerryException unprocessable(String message) {
        return new SkerryException(ErrorCode.UNPROCESSABLE, message);
    }
}
