package dev.skerry.docker;

import java.util.List;

/// What Skerry asks of an orchestrator: networks and services by declaration, tasks by observation. Each call is
/// idempotent, so a step that is repeated after a crash does no harm. Failures are `SkerryException`s that name the
/// object.
public interface Swarm {
    /// Makes this engine a manager of a one-node Swarm when it is in none. Leaves an existing Swarm as it is.
    ///
    /// @throws dev.skerry.kernel.SkerryException UNAVAILABLE when the engine is a worker of somebody's Swarm
    void initialise(String advertiseAddress);

    /// Makes an attachable overlay network; does nothing when one with that name and those labels is there.
    void createNetwork(NetworkSpec network);

    /// Removes the network when it is there. Whatever is still attached to it is an error that names it.
    void removeNetwork(String name);

    List<NetworkState> networks(Labels labels);

    /// Starts the service; does nothing when one with that name and those labels is there.
    void createService(ServiceSpec service);

    /// Sets the number of tasks without replacing running ones.
    void scale(String service, int replicas);

    /// Removes the service when it is there, and waits until its containers on this node are gone.
    void removeService(String service);

    List<ServiceState> services(Labels labels);

    /// The tasks of all services that carry the labels, ended ones included as long as Swarm remembers them.
    List<TaskState> tasks(Labels labels);
}
