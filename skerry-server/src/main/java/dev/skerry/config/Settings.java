package dev.skerry.config;

import dev.skerry.api.values.InvalidValueException;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressBlock;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the environment, once, into checked values. Faults are gathered, so that an operator sees all of them at
/// once; a `SKERRY_` name nobody knows is a fault, as it is a setting misspelt.
final class Settings {
    private static final String OWN = "SKERRY_";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})([kKmMgGtT]?)");
    private static final String UNITS = "-kmgt";
    private static final List<AddressBlock> EVERYWHERE =
            List.of(AddressBlock.parse("0.0.0.0/0"), AddressBlock.parse("::/0"));

    /// What belongs to the scripts and the command line, and may stand in the same environment.
    private static final Set<String> OF_OTHERS = Set.of(
            "SKERRY_HEAP",
            "SKERRY_IMAGES",
            "SKERRY_REGISTRIES",
            "SKERRY_JAVA",
            "SKERRY_JAVA_OPTIONS",
            "SKERRY_LOCK_DIR",
            "SKERRY_DOCKERD_LOG",
            "SKERRY_ROOT",
            "SKERRY_URL",
            "SKERRY_TOKEN");

    private final Map<String, String> environment;
    private final Set<String> known = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    String text(String name, String fallback) {
        return read(name, fallback, Function.identity());
    }

    Optional<String> optional(String name) {
        known.add(name);
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    int port(String name, int fallback) {
        return number(name, fallback, 0, 65_535);
    }

    /// Ports and ranges of ports with commas between.
    List<PortRange> ports(String name, PortRange fallback) {
        return read(
                name,
                List.of(fallback),
                value -> Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .map(PortRange::parse)
                        .toList());
    }

    int number(String name, int fallback, int min, int max) {
        return read(name, fallback, value -> {
            var number = Integer.parseInt(value);
            if (number < min || number > max) {
                throw new IllegalArgumentException("must be from %d to %d".formatted(min, max));
            }
            return number;
        });
    }

    Path path(String name, Path fallback) {
        return read(name, fallback, Settings::absolute);
    }

    List<Path> paths(String name) {
        return optional(name).stream()
                .flatMap(value -> Arrays.stream(value.split(":")))
                .map(Settings::absolute)
                .toList();
    }

    /// Address ranges with commas between; `true` is all there are, `false` none.
    List<AddressBlock> networks(String name) {
        return read(name, List.of(), value -> switch (value) {
            case "true" -> EVERYWHERE;
            case "false" -> List.of();
            default ->
                Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .map(Settings::network)
                        .toList();
        });
    }

    /// A size such as `512m` or `2g`, in powers of 1024, or plain bytes.
    long bytes(String name, long fallback, long most) {
        return read(name, fallback, value -> {
            var size = SIZE.matcher(value);
            if (!size.matches()) {
                throw new IllegalArgumentException("must be a size such as 512m or 2g");
            }
            var unit = UNITS.indexOf(size.group(2).toLowerCase(Locale.ROOT))
                    * size.group(2).length();
            var bytes = new BigInteger(size.group(1)).shiftLeft(10 * unit);
            if (bytes.signum() == 0 || bytes.compareTo(BigInteger.valueOf(most)) > 0) {
                throw new IllegalArgumentException("must be 1 to %d bytes".formatted(most));
            }
            return bytes.longValueExact();
        });
    }

    /// A number that a value type of the API reads, and checks.
    OptionalLong value(String name, Function<String, Long> parse) {
        return read(name, OptionalLong.empty(), value -> OptionalLong.of(parse.apply(value)));
    }

    /// A value that holds a secret, so that its type tells what is wrong without showing it.
    <T> Optional<T> hidden(String name, Function<String, T> parse) {
        try {
            return optional(name).map(parse);
        } catch (SkerryException e) {
            faults.add("%s: %s".formatted(name, e.getMessage()));
            return Optional.empty();
        }
    }

    /// Ends the reading.
    ///
    /// @throws IllegalArgumentException with every fault
    void finish() {
        environment.keySet().stream()
                .filter(name -> name.startsWith(OWN) && !known.contains(name) && !OF_OTHERS.contains(name))
                .sorted()
                .forEach(name -> faults.add("%s: there is no such setting; known are %s".formatted(name, known)));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("The settings are not valid:\n  " + String.join("\n  ", faults));
        }
    }

    /// A value of a type that checks itself.
    <T> T read(String name, T fallback, Function<String, T> parse) {
        var value = optional(name);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            return parse.apply(value.get());
        } catch (InvalidValueException e) {
            // It shows the value itself, escaped.
            faults.add("%s: %s".formatted(name, e.getMessage()));
        } catch (NumberFormatException e) {
            faults.add("%s: must be a number, not '%s'".formatted(name, value.get()));
        } catch (IllegalArgumentException e) {
            faults.add("%s: %s, not '%s'".formatted(name, e.getMessage(), value.get()));
        }
        return fallback;
    }

    private static AddressBlock network(String value) {
        try {
            return AddressBlock.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be true, false, or ranges such as 10.0.0.0/8,fd00::/8", e);
        }
    }

    private static Path absolute(String value) {
        try {
            var path = Path.of(value);
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("must be an absolute path");
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path", e);
        }
    }
}
