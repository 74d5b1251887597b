package dev.skerry.docker;

import org.jspecify.annotations.Nullable;

/// Limits and reservations of one task. Null means none.
///
/// @param memoryLimit bytes
/// @param memoryReservation bytes
/// @param cpuLimit in thousandths of a core
/// @param cpuReservation in thousandths of a core
public record Resources(
        @Nullable Long memoryLimit,
        @Nullable Long memoryReservation,
        @Nullable Long cpuLimit,
        @Nullable Long cpuReservation) {
    public static final Resources UNLIMITED = new Resources(null, null, null, null);
}
