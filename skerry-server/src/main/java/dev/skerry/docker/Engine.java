package dev.skerry.docker;

import tools.jackson.databind.JsonNode;

/// A Docker engine and its machine, as it describes itself.
///
/// @param version of the engine, such as `20.10.24+dfsg1`
/// @param apiVersion the one Skerry uses with it
/// @param architecture as the kernel names it, such as `x86_64`
/// @param memory of the machine, in bytes
/// @param cgroupVersion 1 or 2; limits of builds work differently
/// @param cgroupDriver `cgroupfs` or `systemd`
/// @param rootDirectory where it keeps images and volumes
public record Engine(
        String name,
        String version,
        String apiVersion,
        String operatingSystem,
        String architecture,
        int cpus,
        long memory,
        int cgroupVersion,
        String cgroupDriver,
        String rootDirectory) {

    static Engine of(JsonNode info, ApiVersion apiVersion) {
        return new Engine(
                info.path("Name").asString(""),
                info.path("ServerVersion").asString(""),
                apiVersion.toString(),
                info.path("OperatingSystem").asString(""),
                info.path("Architecture").asString(""),
                info.path("NCPU").asInt(0),
                info.path("MemTotal").asLong(0),
                info.path("CgroupVersion").asString("1").equals("2") ? 2 : 1,
                info.path("CgroupDriver").asString(""),
                info.path("DockerRootDir").asString(""));
    }
}
