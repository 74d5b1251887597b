package dev.skerry.router;

/// What a server has got since the router began to count, which is when the server was added or the router was
/// reloaded or restarted: whoever compares two looks takes a smaller number for a new beginning.
///
/// @param requests that were sent to it; one that it refused, broke off or left unanswered too
/// @param errors of those: answered by 500 or above, or not
public record ServerTraffic(ServerAddress address, long requests, long errors) {}
