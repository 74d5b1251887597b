package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.RelativePath;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The processes an image is run as.
///
/// @param running by process type; empty arguments mean the image's own command
/// @param releasePhase what runs once before a new generation starts; empty for nothing
public record ProcessTypes(Map<String, List<String>> running, List<String> releasePhase) {
    private static final ProcessTypes WEB_ONLY = new ProcessTypes(Map.of("web", List.of()), List.of());
    private static final RelativePath PROCFILE = new RelativePath("Procfile");
    private static final String RELEASE = "release";

    public ProcessTypes {
        running = new TreeMap<>(running);
        releasePhase = List.copyOf(releasePhase);
    }

    /// What an image is run as that comes without a Procfile.
    public static ProcessTypes webOnly() {
        return WEB_ONLY;
    }

    /// What the Procfile in a source folder says, where there is one.
    ///
    /// @throws SkerryException UNPROCESSABLE with the number of the line at fault
    static ProcessTypes of(Path top) {
        if (!new SourceFiles(top).isFile(PROCFILE)) {
            return webOnly();
        }
        try {
            return of(Procfile.parse(Files.readString(PROCFILE.in(top))));
        } catch (CharacterCodingException e) {
            throw new SkerryException(ErrorCode.UNPROCESSABLE, "The Procfile is no text in UTF-8.", e);
        } catch (IOException e) {
            throw new SkerryException(ErrorCode.INTERNAL, "The Procfile cannot be read: " + e, e);
        }
    }

    /// The process `release` runs once, all others keep running. Without `web` nothing is served.
    static ProcessTypes of(Procfile procfile) {
        var running = new TreeMap<String, List<String>>();
        procfile.processes().forEach(process -> running.put(process.name(), process.arguments()));
        var release = running.remove(RELEASE);
        if (running.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "The Procfile names nothing that keeps running: add a line such as 'web: command'.");
        }
        return new ProcessTypes(running, release == null ? List.of() : release);
    }
}
