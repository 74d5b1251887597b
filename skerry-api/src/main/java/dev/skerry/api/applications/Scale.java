package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Replicas;
import java.util.Map;

/// Runs process types of an application in that many tasks, now and from now on.
public record Scale(ApplicationRef application, Map<ProcessName, Replicas> processes) {
    public Scale {
        processes = Map.copyOf(processes);
    }
}
