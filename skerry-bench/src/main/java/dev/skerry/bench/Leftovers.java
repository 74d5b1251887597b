package dev.skerry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What carries a label on the Docker engine, and its removal. Nothing else is touched.
///
/// @param label as `name=value`
record Leftovers(String label) {
    private static final int ROUNDS = 100;
    private static final long PAUSE_MILLIS = 200;

    List<String> services() {
        return list("service", "ls", "--quiet");
    }

    List<String> containers() {
        return list("container", "ls", "--all", "--quiet");
    }

    void remove() {
        services().forEach(id -> Program.docker("service", "rm", id));
        containers().forEach(this::removeContainer);
        untilNone(() -> list("network", "ls", "--quiet"), "network");
        untilNone(() -> list("image", "ls", "--quiet"), "image");
    }

    /// Waits until no more than these are left: Swarm takes seconds to stop a task.
    void awaitContainers(int most) {
        for (var round = 0; round < ROUNDS * 2 && containers().size() > most; round++) {
            Bench.pause(PAUSE_MILLIS);
        }
    }

    private void removeContainer(String id) {
        try {
            Program.docker("container", "rm", "--force", "--volumes", id);
        } catch (IllegalStateException e) {
            // Swarm was faster.
            Bench.pause(PAUSE_MILLIS);
        }
    }

    /// A network lives until its last task has left it.
    private void untilNone(Supplier<List<String>> all, String type) {
        for (var round = 0; round < ROUNDS && !all.get().isEmpty(); round++) {
            for (var id : all.get()) {
                removeOnce(type, id);
            }
        }
    }

    private void removeOnce(String type, String id) {
        try {
            if (type.equals("image")) {
                Program.docker("image", "rm", "--force", id);
            } else {
                Program.docker(type, "rm", id);
            }
        } catch (IllegalStateException e) {
            // Still in use: the next round tries again.
            Bench.pause(PAUSE_MILLIS);
        }
    }

    private List<String> list(String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--filter", "label=" + label));
        return Program.docker(all.toArray(String[]::new)).stream().distinct().toList();
    }
}
