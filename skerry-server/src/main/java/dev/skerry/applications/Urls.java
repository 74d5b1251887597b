package dev.skerry.applications;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Tells where applications of one organization answer, by their ids. Handed in, because domains come after
/// applications.
@FunctionalInterface
public interface Urls {
    Map<UUID, List<String>> of(Handle handle, List<Application> applications);
}
