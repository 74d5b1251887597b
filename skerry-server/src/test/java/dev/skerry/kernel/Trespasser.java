package dev.skerry.kernel;

import dev.skerry.projects.Wanderer;
import java.io.IOException;
import org.assertj.core.api.Assertions;
import org.eclipse.jgit.lib.ObjectId;

/// Breaks rules of the house for `ArchitectureTest`, which must see it. Never called.
public final class Trespasser {
    private final Wanderer upstairs;

    public Trespasser(Wanderer upstairs) {
        this.upstairs = upstairs;
    }

    Process start() throws IOException {
        Assertions.assertThat(ObjectId.zeroId()).isNotNull();
        return new ProcessBuilder(System.getenv("SHELL"), upstairs.getClass().getName()).start();
    }
}
