package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.system.HealthView;
import dev.skerry.api.system.VersionView;

/// The installation itself.
public final class SystemRows {
    public static final Operation<NoInput, HealthView> HEALTH = operation(
                    "system.health", Permission.ANYONE, Scope.INSTALLATION, Effect.READ)
            .get("/api/health")
            .takes(NoInput.class, Output.one(HealthView.class))
            .says("Answers when Skerry can do its work", "system health");

    public static final Operation<NoInput, VersionView> VERSION = operation(
                    "system.version", Permission.SIGNED_IN, Scope.INSTALLATION, Effect.READ)
            .get("/api/version")
            .takes(NoInput.class, Output.one(VersionView.class))
            .says("Tells what runs here and in which version", "system version");

    private SystemRows() {}
}
