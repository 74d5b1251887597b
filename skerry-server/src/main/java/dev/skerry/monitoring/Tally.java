package dev.skerry.monitoring;

import dev.skerry.api.monitoring.RequestCounts;

/// Requests being counted.
final class Tally {
    long requests;
    long success;
    long redirect;
    long clientError;
    long serverError;
    long aborted;
    long bytes;
    final Histogram times;

    Tally() {
        this(new Histogram());
    }

    Tally(Histogram times) {
        this.times = times;
    }

    void add(AccessLine line) {
        requests++;
        bytes += line.bytes();
        switch (line.status() / 100) {
            case 1, 2 -> success++;
            case 3 -> redirect++;
            case 4 -> clientError++;
            case 5 -> serverError++;
            default -> aborted++;
        }
        if (line.isTimed()) {
            times.add(line.milliseconds());
        }
    }

    void add(Tally other) {
        requests += other.requests;
        success += other.success;
        redirect += other.redirect;
        clientError += other.clientError;
        serverError += other.serverError;
        aborted += other.aborted;
        bytes += other.bytes;
        times.add(other.times);
    }

    RequestCounts view() {
        return new RequestCounts(
                requests,
                success,
                redirect,
                clientError,
                serverError,
                aborted,
                bytes,
                times.percentile(50),
                times.percentile(95),
                times.percentile(99));
    }
}
