package dev.skerry.api.deployments;

import org.jspecify.annotations.Nullable;

/// The step of a build that a line is about.
///
/// @param number in the order in which the steps of this build began, from 1; steps may run side by side
/// @param name as in the Dockerfile: `[2/4] RUN npm ci`
/// @param milliseconds how long it took; null until it ends
public record LogStep(int number, String name, @Nullable Long milliseconds) {}
