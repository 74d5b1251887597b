package dev.skerry.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an installation has on the Docker engine, asked by the docker command as an operator would.
final class Leftovers {
    private static final String LABEL = "label=dev.skerry.instance=";

    private Leftovers() {}

    static List<String> services(String instance) {
        return docker("service", "ls", "--filter", LABEL + instance, "--format", "{{.Name}}");
    }

    static List<String> containers(String instance) {
        return docker("ps", "--all", "--filter", LABEL + instance, "--format", "{{.Names}}");
    }

    static List<String> networks(String instance) {
        return docker("network", "ls", "--filter", LABEL + instance, "--format", "{{.Name}}");
    }

    /// Services and containers of one generation of an application, by the numbers in their names.
    static List<String> generation(String instance, UUID application, int number) {
        var name = Pattern.compile("skerry-%s-[a-z0-9_-]+-%d(\\..*)?"
                .formatted(application.toString().substring(24), number));
        return Stream.concat(services(instance).stream(), containers(instance).stream())
                .filter(name.asMatchPredicate())
                .toList();
    }

    /// Removes all of it.
    static void remove(String instance) {
        services(instance).forEach(service -> docker("service", "rm", service));
        containers(instance).forEach(container -> docker("rm", "--force", "--volumes", container));
        for (var round = 0; round < 50 && !networks(instance).isEmpty(); round++) {
            networks(instance).forEach(network -> docker("network", "rm", network));
            ServerProcess.pause();
        }
        images(instance).forEach(image -> docker("rmi", "--force", image));
    }

    private static List<String> images(String instance) {
        return docker("images", "--quiet", "--filter", LABEL + instance).stream()
                .distinct()
                .toList();
    }

    static List<String> docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines().toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
