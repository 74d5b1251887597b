package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Replicas;
import dev.skerry.api.values.Seconds;
import org.jspecify.annotations.Nullable;

/// Changes how a process type runs, from the next release on; what is absent stays as it is. See `ProcessSettings`.
public record SetProcess(
        ApplicationRef application,
        ProcessName process,
        @Nullable Replicas replicas,
        @Nullable MemorySize memoryLimit,
        @Nullable MemorySize memoryReservation,
        @Nullable CpuCount cpuLimit,
        @Nullable CpuCount cpuReservation,
        @Nullable Seconds stopGrace) {}
