package dev.skerry.router;

import java.util.List;
import java.util.Set;

/// The container HAProxy runs in. Each call is idempotent; failures are `SkerryException`s that name the
/// container.
public interface RouterContainer {
    /// Makes it run as it should be, in these networks; one that was made with other settings is replaced, one that
    /// stopped is started. A network it cannot join is no failure.
    void start(Set<String> networks);

    /// The same for one that runs; where none does, nothing happens.
    void refresh(Set<String> networks);

    boolean isRunning();

    /// What HAProxy has against a configuration file of the state folder; empty when it would take it.
    List<String> check(String file);

    /// Attaches it to a network.
    void join(String network);

    /// Takes it out of a network; nothing happens when it is not in it.
    void leave(String network);

    /// The last lines it wrote beside the access log.
    List<String> complaints();

    /// Stops and removes it at once. The state folder stays.
    void remove();
}
