package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.Labels;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The router's container by the docker command line.
public final class DockerRouterContainer implements RouterContainer {
    private static final Logger LOG = LoggerFactory.getLogger(DockerRouterContainer.class);
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Predicate<String> NOT_RUNNING = Pattern.compile(
                    "No such container|is not running|is restarting|is paused")
            .asPredicate();

    private final RouterContainerSpec spec;

    /// @param docker the docker command with its global options, such as the engine's address
    /// @param image HAProxy with its entry point `haproxy -W -db -f /etc/skerry-router/haproxy.cfg`
    /// @param folder the router's state folder, on the engine's host under the same path
    public DockerRouterContainer(
            Command docker, String name, String image, Labels labels, Path folder, RouterSettings settings) {
        var real = new StateFolder(folder).path();
        this.spec = new RouterContainerSpec(docker, name, image, labels, real, settings, owner(real));
    }

    @Override
    public void start(Set<String> networks) {
        var present = inspect();
        if (present.isEmpty()) {
            LOG.info("Starting the router's container {} of {}", spec.name(), spec.image());
            output(spec.run());
            join(networks, List.of());
        } else {
            start(present.get(), networks);
        }
    }

    @Override
    public void refresh(Set<String> networks) {
        inspect().filter(State::running).ifPresent(present -> start(present, networks));
    }

    private void start(State present, Set<String> networks) {
        if (!present.spec().equals(spec.digest())) {
            LOG.info("Replacing the router's container {}: its settings changed", spec.name());
            output(spec.remove());
            output(spec.run());
            join(networks, List.of());
            return;
        }
        if (!present.running()) {
            LOG.info("Starting the router's container {} again", spec.name());
            output(spec.start());
        }
        join(networks, present.networks());
    }

    private void join(Set<String> networks, List<String> joined) {
        for (var network : networks) {
            if (joined.contains(network)) {
                continue;
            }
            try {
                output(spec.join(network));
            } catch (SkerryException e) {
                LOG.warn("The router cannot join the network {} again: {}", network, e.getMessage());
            }
        }
    }

    @Override
    public boolean isRunning() {
        return inspect().map(State::running).orElse(false);
    }

    @Override
    public List<String> check(String file) {
        var lines = new ArrayList<String>();
        var code = run(spec.check(file), lines);
        if (code != 0 && lines.stream().anyMatch(NOT_RUNNING)) {
            lines.clear();
            code = run(spec.checkBefore(file), lines);
        }
        if (code == 0) {
            return List.of();
        }
        var alerts = lines.stream()
                .filter(line -> line.startsWith("[ALERT]"))
                .map(line -> line.replaceFirst("^\\[ALERT]\\s+\\(\\d+\\) : ", ""))
                .toList();
        if (alerts.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "Cannot check the router's configuration (exit code %d): %s"
                            .formatted(code, String.join(" | ", lines)));
        }
        return alerts;
    }

    @Override
    public void join(String network) {
        var present = inspect().orElseThrow(() -> absent("join " + network));
        if (!present.networks().contains(network)) {
            output(spec.join(network));
        }
    }

    @Override
    public void leave(String network) {
        if (inspect().map(State::networks).orElse(List.of()).contains(network)) {
            output(spec.leave(network));
        }
    }

    @Override
    public List<String> complaints() {
        var lines = new ArrayList<String>();
        var code = run(spec.log(), lines);
        return code == 0
                ? lines.stream().filter(line -> !line.startsWith("{")).toList()
                : List.of("no log: exit code " + code);
    }

    @Override
    public void remove() {
        if (inspect().isPresent()) {
            output(spec.remove());
        }
    }

    private record State(boolean running, String spec, List<String> networks) {}

    /// @throws SkerryException CONFLICT when a container of that name is somebody else's
    private Optional<State> inspect() {
        var lines = new ArrayList<String>();
        var code = run(spec.inspect(), lines);
        if (code != 0) {
            var all = String.join(" | ", lines);
            if (all.contains("No such container")) {
                return Optional.empty();
            }
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE, "Cannot look at container %s: %s".formatted(spec.name(), all));
        }
        var own = List.copyOf(new TreeMap<>(spec.labels().values()).values());
        if (!lines.subList(2, 2 + own.size()).equals(own)) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "The container '%s' is not Skerry's. Rename or remove it.".formatted(spec.name()));
        }
        var networks = lines.subList(2 + own.size(), lines.size()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return Optional.of(new State(lines.getFirst().equals("true"), lines.get(1), networks));
    }

    private SkerryException absent(String what) {
        return new SkerryException(
                ErrorCode.UNAVAILABLE, "The router's container %s is not there to %s.".formatted(spec.name(), what));
    }

    private static int run(Command command, List<String> lines) {
        return Processes.run(command, DEADLINE, Cancellation.never(), lines::add);
    }

    private static void output(Command command) {
        Processes.output(command, DEADLINE, Cancellation.never());
    }

    private static long owner(Path folder) {
        try {
            return ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE, "Cannot see who owns %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
