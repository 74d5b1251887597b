package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.config.DatabaseConfig;
import dev.skerry.config.EmbeddedPostgresConfig;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One data folder with what is needed to serve it.
record Cluster(
        Path folder,
        PostgresBinaries binaries,
        ServerUser user,
        int port,
        Secret password,
        Map<String, String> settings) {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 24;

    /// The superuser and the database Skerry works in.
    static final String NAME = "skerry";

    /// Makes the data folder where there is none yet.
    ///
    /// @throws SkerryException UNAVAILABLE when it belongs to another major version, or its user cannot reach it
    static Cluster prepare(EmbeddedPostgresConfig config) {
        var folder = config.folder();
        var binaries = PostgresBinaries.unpack(folder);
        var user = ServerUser.choose();
        user.checkReaches(binaries.program("postgres"));
        return StateFiles.doing("prepare the database", folder, () -> {
            var password = password(folder);
            var port = Ports.choose(folder, config.port());
            var cluster = new Cluster(folder, binaries, user, port, password, config.settings());
            cluster.initialise();
            cluster.checkVersion();
            return cluster;
        });
    }

    Cluster withPort(int other) {
        return new Cluster(folder, binaries, user, other, password, settings);
    }

    Path data() {
        return folder.resolve("data");
    }

    DatabaseConfig database() {
        return database(NAME);
    }

    DatabaseConfig database(String name) {
        return new DatabaseConfig("jdbc:postgresql://127.0.0.1:" + port + "/" + name, NAME, password);
    }

    private static Secret password(Path folder) throws IOException {
        var file = folder.resolve("password");
        var kept = StateFiles.read(file);
        if (kept.isEmpty() && Files.exists(folder.resolve("data"))) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The file %s is gone, and with it the password of the database: put it back from a copy."
                            .formatted(file));
        }
        if (kept.isPresent()) {
            return new Secret(kept.get());
        }
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        PrivateFiles.write(file, fresh);
        return new Secret(fresh);
    }

    /// Under another name first: a crash in between leaves no half-made data folder.
    private void initialise() throws IOException {
        if (Files.exists(data())) {
            return;
        }
        LOG.info("Making a new database in {}", data());
        var making = folder.resolve("data.new");
        StateFiles.deleteTree(making);
        StateFiles.makeFolder(making, "rwx------");
        user.own(making);
        var passwordFile = folder.resolve("password.initdb");
        PrivateFiles.write(passwordFile, password.reveal());
        user.own(passwordFile);
        try {
            var command = PostgresCommands.initialise(this, making, passwordFile);
            Processes.output(user.running(command).in(Path.of("/")), DEADLINE, Cancellation.never());
        } catch (SkerryException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE, "Cannot make a database in %s: %s".formatted(data(), e.getMessage()), e);
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(making, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        var found = StateFiles.read(data().resolve("PG_VERSION")).orElse("unknown");
        if (found.equals(binaries.major())) {
            return;
        }
        throw new SkerryException(
                ErrorCode.UNAVAILABLE, VersionMismatch.explain(data(), found, binaries.major(), user));
    }
}
