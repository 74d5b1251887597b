package dev.skerry.docker;

import java.time.Duration;

/// What happens in a build. Builders that speak only plain text give `Said` alone.
public sealed interface BuildEvent {
    /// One line for a person.
    String text();

    /// @param step as in the Dockerfile: `[2/4] RUN npm ci`
    record StepStarted(String step) implements BuildEvent {
        @Override
        public String text() {
            return step;
        }
    }

    /// A step is done: taken from the cache, or made just now.
    record StepFinished(String step, Duration time, boolean cached) implements BuildEvent {
        @Override
        public String text() {
            var tenths = time.toMillis() / 100;
            return cached ? step + " (cached)" : "%s (%d.%d s)".formatted(step, tenths / 10, tenths % 10);
        }
    }

    /// @param reason in the builder's words
    record StepFailed(String step, String reason) implements BuildEvent {
        @Override
        public String text() {
            return "%s failed: %s".formatted(step, reason);
        }
    }

    /// A line a step or the builder wrote.
    record Said(String text) implements BuildEvent {}
}
