package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Containers outside of the Swarm: one-off runs, and what Skerry keeps running on one machine, such as the router.
/// Names are unique on the machine. What does not carry Skerry's label is never changed (CONFLICT); what is not
/// there is NOT_FOUND, but removing it is no failure.
public interface Containers {
    /// Runs a container to its end, hands over its lines as they come, and removes it, whatever happens. One of that
    /// name left behind by a crash is removed first.
    ///
    /// @throws dev.skerry.kernel.SkerryException DEADLINE_EXCEEDED when it does not end in time, NOT_FOUND when the
    ///     image or the network is missing, UNPROCESSABLE when it cannot be started
    /// @throws dev.skerry.kernel.CancelledException when cancelled
    RunResult run(RunSpec run, Cancellation cancellation, Consumer<OutputLine> lines);

    /// Starts a container that stays; does nothing when one with that name and those labels runs, starts it when it
    /// has stopped.
    void start(ContainerSpec container);

    Optional<ContainerState> find(String name);

    /// Those that carry the labels, stopped ones included.
    List<ContainerState> list(Labels labels);

    /// Stops the container (SIGTERM, and SIGKILL after its grace period), and removes it with its anonymous volumes.
    void remove(String name);

    /// Joins a network, reachable there by the aliases; does nothing when it has joined before.
    void connect(String container, String network, List<String> aliases);

    /// Leaves a network; does nothing when it is not in it.
    void disconnect(String container, String network);

    /// @param signal by name, such as `HUP`
    void signal(String container, String signal);

    /// Hands over the lines asked for, in order, in the caller's thread. Following ends when the container ends.
    void logs(String container, LogQuery query, Cancellation cancellation, Consumer<OutputLine> lines);

    /// Removes a volume of this machine that carries the labels' instance; one that is in use is a CONFLICT.
    ///
    /// @return whether it was there
    boolean removeVolume(String name, Labels own);
}
