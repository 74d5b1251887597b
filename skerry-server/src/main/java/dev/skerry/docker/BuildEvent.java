package dev.skerry.docker;

import java.time.Duration;

/// What happens in a build. Builders that speak only plain text give `Said` alone.
public sealed interface BuildEvent {
    /// One line for a person.
    String text();

    /// A step of a build.
    ///
    /// @param number in the order in which they began, from 1
    /// @param name as in the Dockerfile: `[2/4] RUN npm ci`
    record Step(int number, String name) {}

    record StepStarted(Step step) implements BuildEvent {
        @Override
        public String text() {
            return step.name();
        }
    }

    /// A step is done: taken from the cache, or made just now.
    record StepFinished(Step step, Duration time, boolean cached) implements BuildEvent {
        @Override
        public String text() {
            var tenths = time.toMillis() / 100;
            return cached ? step.name() + " (cached)" : "%s (%d.%d s)".formatted(step.name(), tenths / 10, tenths % 10);
        }
    }

    /// @param reason in the builder's words
    record StepFailed(Step step, Duration time, String reason) implements BuildEvent {
        @Override
        public String text() {
            return "%s failed: %s".formatted(step.name(), reason);
        }
    }

    /// A line a step or the builder wrote.
    ///
    /// @param error whether it went to the standard error
    record Said(String text, boolean error) implements BuildEvent {
        public Said(String text) {
            this(text, false);
        }
    }
}
