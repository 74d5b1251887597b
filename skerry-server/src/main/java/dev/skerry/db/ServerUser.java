package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who the server runs as. PostgreSQL refuses root, so a Skerry that is root gives its server a user of its own.
sealed interface ServerUser {
    String NAME = "skerry-postgres";
    Duration DEADLINE = Duration.ofSeconds(30);

    /// Skerry's own user.
    record Self() implements ServerUser {}

    /// A system user without shell and home; the group has the same name.
    record SystemUser(String name) implements ServerUser {}

    /// The user for this process; makes the system user where it is missing.
    static ServerUser choose() {
        if (!isRoot()) {
            return new Self();
        }
        if (!exists(NAME)) {
            create(NAME);
        }
        return new SystemUser(NAME);
    }

    /// The same command, run as this user.
    default Command running(Command command) {
        return switch (this) {
            case Self() -> command;
            case SystemUser(var name) -> {
                var all = new ArrayList<>(List.of("setpriv", "--reuid", name, "--regid", name, "--clear-groups", "--"));
                all.addAll(command.arguments());
                yield new Command(all, command.environment(), command.directory());
            }
        };
    }

    /// Hands a file or empty folder over to this user.
    default void own(Path path) throws IOException {
        switch (this) {
            case Self() -> {}
            case SystemUser(var name) -> {
                var principals = path.getFileSystem().getUserPrincipalLookupService();
                var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
                view.setOwner(principals.lookupPrincipalByName(name));
                view.setGroup(principals.lookupPrincipalByGroupName(name));
            }
        }
    }

    /// @throws SkerryException UNAVAILABLE that names the first folder on the way which this user may not enter
    default void checkReaches(Path path) {
        if (canEnter(path)) {
            return;
        }
        var inTheWay = IntStream.range(0, path.getNameCount())
                .mapToObj(end -> Path.of("/").resolve(path.subpath(0, end + 1)))
                .filter(folder -> !canEnter(folder))
                .findFirst()
                .orElse(path);
        throw new SkerryException(
                ErrorCode.UNAVAILABLE,
                "PostgreSQL runs as the user '%s', who may not enter %s: run 'chmod o+x %s', or choose another state folder."
                        .formatted(NAME, inTheWay, inTheWay));
    }

    private boolean canEnter(Path path) {
        return this instanceof Self || Processes.works(running(Command.of("test", "-x", path.toString())));
    }

    private static boolean isRoot() {
        return StateFiles.doing(
                "read the user of this process",
                Path.of("/proc/self"),
                () -> Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0));
    }

    private static boolean exists(String name) {
        return StateFiles.doing("look up the user " + name, Path.of("/etc/passwd"), () -> {
            try {
                return Path.of("/")
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(name)
                        != null;
            } catch (UserPrincipalNotFoundException e) {
                return false;
            }
        });
    }

    private static void create(String name) {
        try {
            Processes.output(creation(name), DEADLINE, Cancellation.never());
        } catch (SkerryException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "PostgreSQL refuses to run as root, and its user cannot be made: %s Make it yourself (%s), run Skerry as another user, or give it the address of a PostgreSQL server."
                            .formatted(e.getMessage(), creation(name)),
                    e);
        }
    }

    static Command creation(String name) {
        var shell = Stream.of("/usr/sbin/nologin", "/sbin/nologin")
                .filter(path -> Files.exists(Path.of(path)))
                .findFirst()
                .orElse("/bin/false");
        return Command.of(
                "useradd",
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                "/nonexistent",
                "--shell",
                shell,
                name);
    }
}
