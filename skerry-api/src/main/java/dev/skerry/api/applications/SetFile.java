package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.FileText;

/// Mounts a file with this content into each task of an application, from the next release on. It is kept encrypted, in
/// memory where it is mounted, and its content is never given back.
public record SetFile(ApplicationRef application, ContainerPath path, FileText content) {}
