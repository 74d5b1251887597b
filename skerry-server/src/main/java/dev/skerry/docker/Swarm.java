package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

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

    /// Brings a service that was altered back to what the spec says. Its tasks are replaced one after the other where
    /// they differ: a new one starts before the old one ends, unless the two cannot run at once.
    ///
    /// @throws dev.skerry.kernel.SkerryException NOT_FOUND when there is none
    void restoreService(ServiceSpec service);

    /// Removes the service when it is there, and waits until its containers on this node are gone.
    void removeService(String service);

    /// Removes the files with those labels that were stored for services that are not there, as a crash leaves them
    /// between file and service. A service that is being made keeps its files.
    ///
    /// @param age how long a file has been stored at least
    void removeUnusedFiles(Labels labels, Duration age);

    List<ServiceState> services(Labels labels);

    /// The services that carry the labels with their tasks, ended ones included as long as Swarm remembers them. The
    /// services are asked for first.
    Workload workload(Labels labels);

    /// The tasks of all services that carry the labels.
    default List<TaskState> tasks(Labels labels) {
        return workload(labels).tasks();
    }

    /// Hands over the labels of each container, service and node something happens to, until cancelled: as
    /// far as the engine tells of them, which is nothing of containers on other nodes, and of services no
    /// labels. The first labels are empty, and mean that it listens from now on: what was before, the caller
    /// has to find out.
    ///
    /// @throws dev.skerry.kernel.SkerryException UNAVAILABLE when the engine goes away
    /// @throws dev.skerry.kernel.CancelledException when cancelled
    void listen(Cancellation cancellation, Consumer<Labels> heard);
}
