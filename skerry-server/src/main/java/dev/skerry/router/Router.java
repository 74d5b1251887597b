package dev.skerry.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What Skerry asks of an edge. A backend is one process type of an application; servers are task addresses in
/// it. Routes lead hosts and paths to backends. Changing servers never reloads; only a route or a certificate
/// that comes or goes may. Every call is idempotent and atomic as far as requests can tell.
///
/// A backend that `apply` did not name is a `SkerryException` NOT_FOUND in every call, an edge that cannot be
/// reached one with UNAVAILABLE; the edge then goes on as it was, and the call may be repeated.
public interface Router {
    /// Makes the edge answer with exactly these routes and backends, and keeps the servers a backend already has.
    /// Called at start-up, when a route appears, changes or goes, and when `isCurrent` says no. Starts the edge
    /// where it does not run.
    ///
    /// @throws dev.skerry.kernel.SkerryException INVALID_INPUT when a value has no safe form in the edge's
    ///     language, UNPROCESSABLE when the edge refuses the whole; it then serves what it served before
    void apply(RouterConfig config);

    /// What the edge would say against it; empty when it would take it. Changes nothing.
    Optional<String> refusal(RouterConfig config);

    /// Whether the edge runs and answers with what it was last told. Costs a millisecond; when not, apply again.
    boolean isCurrent();

    /// Puts the edge into a network, so that it reaches the tasks there; also after its container was replaced.
    void join(String network);

    /// Takes the edge out of a network, which can then be removed.
    void leave(String network);

    /// Adds the servers as candidates: the router checks their health, no request goes to them yet. One that
    /// serves goes on serving; one that drains becomes a candidate again.
    void stage(BackendName backend, Set<ServerAddress> servers);

    /// What the router's own checks say of each server of the backend.
    List<ServerState> servers(BackendName backend);

    /// The same of every backend, at the price of one.
    Map<BackendName, List<ServerState>> servers();

    /// Sends new requests to exactly these servers, in one step. The others drain: they finish what they have and
    /// get nothing new. Health is not asked here: look at `servers` first. No servers at all is allowed and
    /// answers 503.
    ///
    /// @throws dev.skerry.kernel.SkerryException CONFLICT when a server was never staged; nothing is changed then
    void swap(BackendName backend, Set<ServerAddress> servers);

    /// Sends new requests to exactly the servers of the split, in one step and in its shares. The others drain, as by
    /// `swap`, which ends a split. It outlives a reload and a restart of the edge.
    ///
    /// @throws dev.skerry.kernel.SkerryException CONFLICT when a server was never staged; nothing is changed then
    void split(BackendName backend, Split split);

    /// What each server of the backend has got and how it answered.
    List<ServerTraffic> traffic(BackendName backend);

    /// Forgets candidates and servers that drain, whatever they still serve. Unknown ones are none of its
    /// business.
    ///
    /// @throws dev.skerry.kernel.SkerryException CONFLICT when one of them serves; nothing is changed then
    void remove(BackendName backend, Set<ServerAddress> servers);

    /// Asks the backend for a path through the edge, by plain HTTP and past its routes: no password, redirect or other
    /// rule of a route stands before it. Nobody but Skerry can ask so.
    ///
    /// @param host the header to send
    Asked ask(BackendName backend, String host, String path);
}
