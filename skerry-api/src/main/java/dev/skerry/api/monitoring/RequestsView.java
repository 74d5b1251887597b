package dev.skerry.api.monitoring;

import java.time.Instant;
import java.util.List;

/// The requests to an application that the router has answered, counted some seconds after they were.
///
/// @param since the beginning of the first minute that is counted
/// @param stepMinutes how long each point is
/// @param points oldest first; those without requests are left out
public record RequestsView(
        String application, Instant since, RequestCounts total, int stepMinutes, List<RequestPoint> points) {
    public RequestsView {
        points = List.copyOf(points);
    }
}
