package dev.skerry.logs;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The logs of all applications, each in a folder named by the application's id.
final class LogStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);
    private final Path folder;
    private final LogBounds bounds;
    private final InstantSource clock;
    private final Map<UUID, ApplicationLog> logs = new ConcurrentHashMap<>();

    LogStore(Path folder, LogBounds bounds, InstantSource clock) {
        this.folder = folder;
        this.bounds = bounds;
        this.clock = clock;
        try {
            PrivateFiles.folder(folder);
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE, "Cannot make the folder of the logs %s: %s".formatted(folder, e), e);
        }
    }

    /// An application's log, empty when it has not written anything yet.
    ApplicationLog of(UUID application) {
        return logs.computeIfAbsent(application, this::open);
    }

    /// Before anybody writes or reads: removes the folders of which everything is too old, such as those of
    /// applications that are gone.
    void sweep() {
        for (var application : folders()) {
            var log = of(application);
            if (!expire(application, log)) {
                logs.remove(application);
                delete(folder.resolve(application.toString()));
            }
        }
    }

    /// Removes what is too old.
    void expire() {
        folders().forEach(application -> expire(application, of(application)));
    }

    @Override
    public void close() {
        for (var log : logs.values()) {
            try {
                log.close();
            } catch (IOException e) {
                LOG.warn("A log did not close: {}", e.toString());
            }
        }
    }

    private ApplicationLog open(UUID application) {
        try {
            return new ApplicationLog(folder.resolve(application.toString()), bounds, clock);
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.INTERNAL,
                    "Cannot open the log of application %s below %s: %s".formatted(application, folder, e),
                    e);
        }
    }

    private static boolean expire(UUID application, ApplicationLog log) {
        try {
            return log.expire();
        } catch (IOException e) {
            LOG.warn("Old lines of application {} stay: {}", application, e.toString());
            return true;
        }
    }

    private List<UUID> folders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                    .map(UUID::fromString)
                    .toList();
        } catch (IOException e) {
            LOG.warn("Cannot look into {}: {}", folder, e.toString());
            return List.of();
        }
    }

    private static void delete(Path log) {
        try (var files = Files.list(log)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(log);
        } catch (IOException e) {
            LOG.warn("Cannot remove the old log {}: {}", log, e.toString());
        }
    }
}
