package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.sources.ArchiveView;

/// Where code comes from: uploaded archives, and what logs in to repositories.
public final class SourceRows {
    public static final Operation<ApplicationInput, ArchiveView> UPLOAD = operation(
                    "archives.upload", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .put("/api/applications/{application}/archive")
            .uploads()
            .takes(ApplicationInput.class, Output.one(ArchiveView.class))
            .says("Uploads a tar, tar.gz or zip for the next deployment", "apps upload", "application");

    private SourceRows() {}
}
