package dev.skerry.projects;

import dev.skerry.kernel.Trespasser;
import org.jdbi.v3.core.Handle;

/// Breaks rules of the house for `ArchitectureTest`, which must see it. Never called.
public final class Wanderer {
    Trespasser downstairs(Handle handle) {
        handle.createUpdate("DELETE FROM projects").execute();
        return new Trespasser(this);
    }
}
