package dev.skerry.docker;

/// Where an engine runs the steps of BuildKit's builds, which decides how they can be bounded. By the sources of moby
/// and
/// BuildKit (`newCgroupParent` of dockerd, `executor/oci/spec.go`), and measured with the driver cgroupfs:
///
/// - From engine 23 on each build may name a parent. BuildKit starts steps by runc itself and never through systemd, so
///   the parent is a path whatever the engine's own driver is.
/// - Engine 20.10 ignores the parent. With the driver cgroupfs all steps of all builds run in `docker/buildkit`; with
/// the
///   driver systemd each has a group at the top, whose name begins with `system.slice:docker:`.
sealed interface StepPlace {
    /// Below the group that the build names as its parent.
    record OwnGroup() implements StepPlace {}

    /// Below a group that all builds of the engine share.
    record SharedGroup(String group) implements StepPlace {}

    /// Each in a group of its own at the top, of any build.
    record StepGroups(String prefix) implements StepPlace {}

    /// Nowhere Skerry can reach.
    record OutOfReach(String why) implements StepPlace {}

    /// @param host as in `DOCKER_HOST`
    /// @param driver `cgroupfs` or `systemd`
    /// @param isWritable whether this process may make and change control groups
    static StepPlace of(String host, ApiVersion api, String driver, boolean isWritable) {
        if (!host.startsWith("unix://")) {
            return new OutOfReach("the engine is on another machine");
        }
        if (!isWritable) {
            return new OutOfReach("Skerry may not write the control groups of this machine");
        }
        if (api.compareTo(new ApiVersion(1, 42)) >= 0) {
            return new OwnGroup();
        }
        return switch (driver) {
            case "cgroupfs" -> new SharedGroup("docker/buildkit");
            case "systemd" -> new StepGroups("system.slice:docker:");
            default -> new OutOfReach("the engine's cgroup driver '%s' is not known".formatted(driver));
        };
    }
}
