package dev.skerry.api.client;

import java.time.Duration;

/// How long a client waits.
///
/// @param connect until a connection stands
/// @param answer until an answer is complete
/// @param silence without a sign of life before a stream counts as lost; a server gives one every 5 s
/// @param firstPause before a lost stream is asked for again; doubled each time
/// @param longestPause at most
/// @param attempts in a row to get a lost stream back
public record Patience(
        Duration connect, Duration answer, Duration silence, Duration firstPause, Duration longestPause, int attempts) {
    /// Enough for a server that is restarted, about a minute in all.
    public static final Patience NORMAL = new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            15);

    /// The pause before an attempt to get a stream back, which are counted from 1.
    Duration pause(int attempt) {
        var pause = firstPause;
        for (var done = 1; done < attempt && pause.compareTo(longestPause) < 0; done++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
