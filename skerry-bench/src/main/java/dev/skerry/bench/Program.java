package dev.skerry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs docker and git as a person at a terminal does.
final class Program {
    private static final String DOCKER =
            Optional.ofNullable(System.getenv("SKERRY_DOCKER_COMMAND")).orElse("docker");

    private Program() {}

    /// Runs docker and gives its output's lines.
    static List<String> docker(String... arguments) {
        return lines(DOCKER, arguments);
    }

    static List<String> lines(String program, String... arguments) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s failed: %s".formatted(String.join(" ", command), output.strip()));
            }
            return output.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while %s ran".formatted(program), e);
        }
    }
}
