package dev.skerry.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// As the kernel says: `MemAvailable` of /proc/meminfo (proc(5)), or what the control groups this process is in leave
/// it (cgroups(7), version 1 and 2), whichever is less. Caches that would give way count as available.
public final class HostMemory implements Memory {
    private static final Logger LOG = LoggerFactory.getLogger(HostMemory.class);

    private final Path root;

    /// @param root of the file system
    HostMemory(Path root) {
        this.root = root;
    }

    public static HostMemory here() {
        return new HostMemory(Path.of("/"));
    }

    @Override
    public OptionalLong available() {
        var machine =
                number(root.resolve("proc/meminfo"), "MemAvailable:").stream().map(kilobytes -> kilobytes << 10);
        return LongStream.concat(machine, groups().flatMapToLong(group -> group.left().stream()))
                .min();
    }

    /// Every group this process is in, and those around them.
    private Stream<Group> groups() {
        return read(root.resolve("proc/self/cgroup"))
                .map(text -> text.lines().flatMap(this::groups))
                .orElse(Stream.empty());
    }

    /// @param line `4:memory:/path` in version 1, `0::/path` in version 2
    private Stream<Group> groups(String line) {
        var parts = line.split(":", 3);
        if (parts.length < 3) {
            return Stream.empty();
        }
        var all = root.resolve("sys/fs/cgroup");
        if (parts[1].isEmpty()) {
            return around(parts[2]).map(path -> Group.second(all.resolve(path)));
        }
        return Stream.of(parts[1].split(",")).anyMatch("memory"::equals)
                ? around(parts[2]).map(path -> Group.first(all.resolve("memory").resolve(path)))
                : Stream.empty();
    }

    /// The path and all above it, relative.
    private static Stream<Path> around(String path) {
        var whole = Path.of("/").resolve(path).normalize();
        return Stream.iterate(Optional.of(whole), Optional::isPresent, one -> one.map(Path::getParent))
                .map(one -> Path.of("/").relativize(one.orElseThrow()));
    }

    /// A control group, whose files may not be there: in a container the outer ones are not seen.
    private record Group(Path max, Path used, Path statistics, String cache) {
        static Group first(Path folder) {
            return new Group(
                    folder.resolve("memory.limit_in_bytes"),
                    folder.resolve("memory.usage_in_bytes"),
                    folder.resolve("memory.stat"),
                    "total_inactive_file");
        }

        static Group second(Path folder) {
            return new Group(
                    folder.resolve("memory.max"),
                    folder.resolve("memory.current"),
                    folder.resolve("memory.stat"),
                    "inactive_file");
        }

        /// Empty without a bound, which version 2 calls `max`.
        OptionalLong left() {
            var most = number(max, "");
            var now = number(used, "");
            return most.isEmpty() || now.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.max(
                            0,
                            most.getAsLong()
                                    - now.getAsLong()
                                    + number(statistics, cache).orElse(0)));
        }
    }

    /// The number of the line that begins with that word, or of the first line.
    private static OptionalLong number(Path file, String word) {
        var place = word.isEmpty() ? 0 : 1;
        return read(file).stream()
                .flatMap(String::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > place && (word.isEmpty() || words[0].equals(word)))
                .map(words -> words[place])
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", file, e.getMessage()); // the group is going
            return Optional.empty();
        }
    }
}
