package dev.skerry.builds;

import dev.skerry.api.applications.Build;
import dev.skerry.api.applications.BuildMethod;
import dev.skerry.api.values.RelativePath;
import dev.skerry.api.values.StageName;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a user says about building a source folder. All paths start at its top.
///
/// @param context the folder that is built
/// @param dockerfile the Dockerfile, when it is not `Dockerfile` in the context
/// @param target the stage of the Dockerfile to stop at; the last when empty
/// @param arguments of the build; they stay visible in the image
/// @param publish the folder a static site is served from, when it is not the context
/// @param fallback what a static site answers to paths it does not have
public record BuildSettings(
        BuildMethod method,
        RelativePath context,
        Optional<RelativePath> dockerfile,
        Optional<String> target,
        Map<String, String> arguments,
        Optional<RelativePath> publish,
        Fallback fallback) {
    /// Look at the folder and decide.
    public static final BuildSettings AUTOMATIC = new BuildSettings(
            BuildMethod.AUTOMATIC,
            RelativePath.ROOT,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Fallback.AUTOMATIC);

    public BuildSettings {
        arguments = new TreeMap<>(arguments);
    }

    /// Whether unknown paths get `index.html`, as single-page applications want it. Automatic: unless the site
    /// has a `404.html`.
    public enum Fallback {
        AUTOMATIC,
        ON,
        OFF
    }

    /// As a user says it.
    public static BuildSettings of(Build build) {
        var arguments = new TreeMap<String, String>();
        if (build.arguments() != null) {
            build.arguments().forEach((name, value) -> arguments.put(name.value(), value.value()));
        }
        return new BuildSettings(
                Objects.requireNonNullElse(build.method(), BuildMethod.AUTOMATIC),
                Objects.requireNonNullElse(build.context(), RelativePath.ROOT),
                Optional.ofNullable(build.dockerfile()),
                Optional.ofNullable(build.target()).map(StageName::value),
                arguments,
                Optional.ofNullable(build.publish()),
                fallback(build.fallback()));
    }

    private static Fallback fallback(@Nullable Boolean wanted) {
        if (wanted == null) {
            return Fallback.AUTOMATIC;
        }
        return wanted ? Fallback.ON : Fallback.OFF;
    }
}
