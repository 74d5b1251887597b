package dev.skerry.deployments;

import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.kernel.Secret;
import dev.skerry.secrets.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What no line of an application's output may show.
record Confidential(Applications applications, Variables variables, ReleaseStore releases) {
    /// Of what the application has now, and of the release that is given.
    List<Secret> of(Handle handle, Application application, @Nullable UUID release) {
        var all = new ArrayList<>(variables.secrets(handle, applications.lineage(handle, application)));
        if (release != null) {
            all.addAll(releases.secrets(handle, application.organization(), release));
        }
        return all;
    }
}
