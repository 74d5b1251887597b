package dev.skerry.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One change that brings a running worker's backend nearer to what it should be.
sealed interface ServerStep {
    record Add(ServerAddress server, int weight) implements ServerStep {}

    record Weigh(String server, int weight) implements ServerStep {}

    record Remove(String server) implements ServerStep {}

    /// The steps from what runs to what is wanted, in an order in which a server that may serve is there all the
    /// time: new ones first, then those that begin to serve, then those that end, then those that go. A leftover
    /// of a removal that did not come to its end is removed first.
    static List<ServerStep> between(List<ServerStatistics> running, ServerPool wanted) {
        var present = running.stream()
                .filter(server -> !server.isStopped())
                .collect(Collectors.toMap(ServerStatistics::server, Function.identity()));
        var names = wanted.roles().keySet().stream().map(ServerLine::name).collect(Collectors.toSet());
        var leftovers = running.stream().filter(ServerStatistics::isStopped).map(ServerStatistics::server);
        var steps = new ArrayList<ServerStep>();
        leftovers.map(Remove::new).forEach(steps::add);
        additions(present, wanted).forEach(steps::add);
        weights(present, wanted).stream().filter(step -> step.weight() > 0).forEach(steps::add);
        weights(present, wanted).stream().filter(step -> step.weight() == 0).forEach(steps::add);
        present.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .map(Remove::new)
                .forEach(steps::add);
        return List.copyOf(steps);
    }

    private static List<Add> additions(Map<String, ServerStatistics> present, ServerPool wanted) {
        return wanted.roles().keySet().stream()
                .filter(server -> !present.containsKey(ServerLine.name(server)))
                .map(server -> new Add(server, wanted.weight(server)))
                .toList();
    }

    private static List<Weigh> weights(Map<String, ServerStatistics> present, ServerPool wanted) {
        return wanted.roles().keySet().stream()
                .map(server -> new Weigh(ServerLine.name(server), wanted.weight(server)))
                .filter(step -> present.containsKey(step.server())
                        && present.get(step.server()).weight() != step.weight())
                .toList();
    }
}
