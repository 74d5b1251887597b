package dev.skerry.docker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container of the fake.
final class FakeContainer {
    private final String name;
    private final Labels labels;
    private final ContainerSpec.Restart restart;
    private final Map<String, String> addresses = new HashMap<>();
    private final List<OutputLine> lines = new ArrayList<>();
    private boolean running;
    private @Nullable Integer exitCode;
    private int restarts;
    private @Nullable Instant startedAt;

    FakeContainer(String name, Labels labels, ContainerSpec.Restart restart) {
        this.name = name;
        this.labels = labels;
        this.restart = restart;
    }

    Labels labels() {
        return labels;
    }

    List<OutputLine> lines() {
        return List.copyOf(lines);
    }

    void start(List<OutputLine> said) {
        if (!running) {
            running = true;
            startedAt = Instant.now();
            exitCode = null;
            lines.addAll(said);
        }
    }

    void end(int code) {
        switch (restart) {
            case NEVER -> stop(code);
            case ON_FAILURE -> {
                if (code == 0) {
                    stop(code);
                } else {
                    restarts++;
                }
            }
            case ALWAYS -> restarts++;
        }
    }

    void connect(String network, String address) {
        addresses.putIfAbsent(network, address);
    }

    void disconnect(String network) {
        addresses.remove(network);
    }

    ContainerState state() {
        return new ContainerState(
                "id-" + name, name, labels, "sha256:fake", running, exitCode, false, restarts, startedAt, addresses);
    }

    private void stop(int code) {
        running = false;
        exitCode = code;
    }
}
