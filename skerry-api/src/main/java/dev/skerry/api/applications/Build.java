package dev.skerry.api.applications;

import dev.skerry.api.values.BuildArgument;
import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.RelativePath;
import dev.skerry.api.values.StageName;
import dev.skerry.api.values.VariableName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an image is made of the source. Given as a whole: what is absent is as if nothing had ever been said. Paths
/// start at the source's top, or at the folder of a repository that is built.
///
/// @param method automatic when absent: a Dockerfile, else a static site
/// @param context the folder the build may copy from; all when absent
/// @param dockerfile `Dockerfile` in the context when absent
/// @param target the stage to stop at; the last when absent
/// @param arguments of the build; they stay visible in the image
/// @param publish the folder a static site is served from; the context when absent
/// @param fallback whether unknown paths of a static site get `index.html`; when absent, unless it has a `404.html`
/// @param secrets variables of the application that steps may mount by their names: they get into no layer, argument or
///     log
/// @param memoryLimit of all steps of a build; the server's own when absent
/// @param cpuLimit of all steps of a build; the server's own when absent
public record Build(
        @Nullable BuildMethod method,
        @Nullable RelativePath context,
        @Nullable RelativePath dockerfile,
        @Nullable StageName target,
        @Nullable Map<VariableName, BuildArgument> arguments,
        @Nullable RelativePath publish,
        @Nullable Boolean fallback,
        @Nullable List<VariableName> secrets,
        @Nullable MemorySize memoryLimit,
        @Nullable CpuCount cpuLimit) {
    /// Everything as it is found.
    public static Build automatic() {
        return new Build(null, null, null, null, null, null, null, null, null, null);
    }

    public Build {
        arguments = arguments == null ? null : Map.copyOf(arguments);
        secrets = secrets == null ? null : List.copyOf(secrets);
    }
}
