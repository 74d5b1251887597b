package dev.skerry.api.monitoring;

import org.jspecify.annotations.Nullable;

/// How many requests, how they were answered, and how long that took.
///
/// @param success answered with 1xx or 2xx
/// @param redirect with 3xx
/// @param clientError with 4xx
/// @param serverError with 5xx
/// @param aborted given up by the client before there was an answer
/// @param bytes sent to clients, headers included
/// @param p50 milliseconds in which half of them were answered; WebSockets do not count; absent when there were none
public record RequestCounts(
        long requests,
        long success,
        long redirect,
        long clientError,
        long serverError,
        long aborted,
        long bytes,
        @Nullable Long p50,
        @Nullable Long p95,
        @Nullable Long p99) {}
