package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.FileInput;
import dev.skerry.api.applications.FileView;
import dev.skerry.api.applications.PortInput;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.applications.SetFile;
import dev.skerry.api.applications.SetPort;
import dev.skerry.api.applications.SetProcess;
import dev.skerry.api.applications.SetVolume;
import dev.skerry.api.applications.Volume;
import dev.skerry.api.applications.VolumeInput;

/// What an application runs with: bounds of its processes, volumes, files and ports. Each change counts from the next
/// release on.
public final class RuntimeRows {
    public static final Operation<SetProcess, ApplicationView> SET_PROCESS = operation(
                    "processes.set", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .patch("/api/applications/{application}/processes/{process}")
            .takes(SetProcess.class, Output.one(ApplicationView.class))
            .says("Bounds what the tasks of a process may use", "processes set", "application", "process");

    public static final Operation<SetVolume, Page<Volume>> SET_VOLUME = operation(
                    "volumes.set", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .put("/api/applications/{application}/volumes/{name}")
            .takes(SetVolume.class, Output.page(Volume.class))
            .says("Mounts a volume into an application", "volumes set", "application", "name", "path");

    public static final Operation<ApplicationInput, Page<Volume>> LIST_VOLUMES = operation(
                    "volumes.list", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/volumes")
            .takes(ApplicationInput.class, Output.page(Volume.class))
            .says("Lists an application's volumes", "volumes list", "application");

    public static final Operation<VolumeInput, Output.Nothing> UNSET_VOLUME = operation(
                    "volumes.unset", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .delete("/api/applications/{application}/volumes/{name}")
            .takes(VolumeInput.class, Output.none())
            .says("No longer mounts a volume; what is in it is kept", "volumes unset", "application", "name");

    public static final Operation<SetFile, Page<FileView>> SET_FILE = operation(
                    "files.set", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .put("/api/applications/{application}/files")
            .takes(SetFile.class, Output.page(FileView.class))
            .says("Mounts a file, encrypted, into an application", "files set", "application", "path", "content");

    public static final Operation<ApplicationInput, Page<FileView>> LIST_FILES = operation(
                    "files.list", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/files")
            .takes(ApplicationInput.class, Output.page(FileView.class))
            .says("Lists an application's mounted files, never their contents", "files list", "application");

    public static final Operation<FileInput, Output.Nothing> UNSET_FILE = operation(
                    "files.unset", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.DESTROY)
            .delete("/api/applications/{application}/files")
            .takes(FileInput.class, Output.none())
            .says("Takes a mounted file away", "files unset", "application", "path");

    public static final Operation<SetPort, Page<PublishedPort>> SET_PORT = operation(
                    "ports.set", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .put("/api/applications/{application}/ports/{published}")
            .takes(SetPort.class, Output.page(PublishedPort.class))
            .says("Publishes a port on the host, past the router", "ports set", "application", "published", "target");

    public static final Operation<ApplicationInput, Page<PublishedPort>> LIST_PORTS = operation(
                    "ports.list", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/ports")
            .takes(ApplicationInput.class, Output.page(PublishedPort.class))
            .says("Lists an application's published ports", "ports list", "application");

    public static final Operation<PortInput, Output.Nothing> UNSET_PORT = operation(
                    "ports.unset", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .delete("/api/applications/{application}/ports/{published}")
            .takes(PortInput.class, Output.none())
            .says("No longer publishes a port", "ports unset", "application", "published");

    private RuntimeRows() {}
}
