package dev.skerry.api.applications;

import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.Replicas;
import dev.skerry.api.values.Seconds;
import org.jspecify.annotations.Nullable;

/// How one process type runs, from the next release on.
///
/// @param replicas how many tasks; 1 when absent
/// @param memoryLimit what each task may use; it is killed when it takes more
/// @param memoryReservation what a node must have free for each task
/// @param cpuLimit what each task may use
/// @param cpuReservation what a node must have free for each task
/// @param stopGrace from SIGTERM to SIGKILL; 30 s when absent
public record ProcessSettings(
        @Nullable Replicas replicas,
        @Nullable MemorySize memoryLimit,
        @Nullable MemorySize memoryReservation,
        @Nullable CpuCount cpuLimit,
        @Nullable CpuCount cpuReservation,
        @Nullable Seconds stopGrace) {
    /// One task without bounds.
    public static final ProcessSettings DEFAULT = new ProcessSettings(null, null, null, null, null, null);

    /// The same with another number of tasks.
    public ProcessSettings withReplicas(Replicas number) {
        return new ProcessSettings(number, memoryLimit, memoryReservation, cpuLimit, cpuReservation, stopGrace);
    }
}
