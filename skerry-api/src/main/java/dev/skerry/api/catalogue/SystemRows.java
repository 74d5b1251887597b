package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.system.CollectionView;
import dev.skerry.api.system.DriftView;
import dev.skerry.api.system.HealthView;
import dev.skerry.api.system.StatusView;
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

    public static final Operation<NoInput, StatusView> STATUS = operation(
                    "system.status", Permission.SYSTEM_READ, Scope.INSTALLATION, Effect.READ)
            .get("/api/system/status")
            .takes(NoInput.class, Output.one(StatusView.class))
            .says("Tells how the installation is: its parts, its disk, what runs, what was repaired", "system status");

    public static final Operation<NoInput, Page<DriftView>> RECONCILE = operation(
                    "system.reconcile", Permission.SYSTEM_OPERATE, Scope.INSTALLATION, Effect.WRITE)
            .post("/api/system/reconcile")
            .takes(NoInput.class, Output.page(DriftView.class))
            .says("Compares what should run with what runs, and repairs the difference", "system reconcile");

    public static final Operation<NoInput, CollectionView> COLLECT = operation(
                    "system.collect", Permission.SYSTEM_OPERATE, Scope.INSTALLATION, Effect.WRITE)
            .post("/api/system/collect")
            .takes(NoInput.class, Output.one(CollectionView.class))
            .says(
                    "Removes what nothing needs any more: images, old logs, deleted applications, networks",
                    "system collect");

    private SystemRows() {}
}
