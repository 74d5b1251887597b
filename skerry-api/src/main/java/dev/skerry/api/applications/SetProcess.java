package dev.skerry.api.applications;

import dev.skerry.api.Clearable;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Replicas;
import dev.skerry.api.values.Seconds;
import org.jspecify.annotations.Nullable;

/// Changes how a process type runs, from the next release on; what is absent stays as it is, `null` takes a
/// bound away. See `ProcessSettings`.
public record SetProcess(
        ApplicationRef application,
        ProcessName process,
        @Clearable @Nullable Replicas replicas,
        @Clearable @Nullable MemorySize memoryLimit,
        @Clearable @Nullable MemorySize memoryReservation,
        @Clearable @Nullable CpuCount cpuLimit,
        @Clearable @Nullable CpuCount cpuReservation,
        @Clearable @Nullable Seconds stopGrace) {}
