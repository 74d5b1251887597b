package dev.skerry.docker;

import dev.skerry.kernel.Secret;

/// What a task finds in its file system beside the image.
public sealed interface MountSpec {
    /// The absolute path inside the container.
    String target();

    /// A named volume of the engine, made with the labels when it is not there; never removed with the service.
    record Volume(String name, String target, boolean readOnly, Labels labels) implements MountSpec {}

    /// A folder or file of the host.
    record HostPath(String source, String target, boolean readOnly) implements MountSpec {}

    /// A file with given content, delivered as a Swarm config or secret so that it reaches every node.
    record FileContent(String name, String target, Secret content, Labels labels) implements MountSpec {}
}
