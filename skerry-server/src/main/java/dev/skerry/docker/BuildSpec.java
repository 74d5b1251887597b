package dev.skerry.docker;

import dev.skerry.kernel.Secret;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A Dockerfile build.
///
/// @param context the folder whose files the build may copy
/// @param dockerfile absolute; may lie outside of the context. A `.dockerignore` of its name beside it decides what of
///     the context the build gets: `Dockerfile.dockerignore`
/// @param arguments build arguments: they stay visible in the image, so never a secret
/// @param secrets by the id under which a step mounts them (`RUN --mount=type=secret,id=...`); they are in no layer,
///     argument, environment or log
/// @param tag under which the image is kept
/// @param cache whether layers of earlier builds are used
/// @param limits memory and processor limit for the steps; see `BuildBounds` for where they work
public record BuildSpec(
        Path context,
        Path dockerfile,
        Optional<String> target,
        Map<String, String> arguments,
        Map<String, Secret> secrets,
        String tag,
        Labels labels,
        boolean cache,
        Network network,
        Resources limits) {
    /// What the steps reach.
    public enum Network {
        /// The outside world, through the engine's bridge.
        BRIDGE,
        /// What the host reaches.
        HOST,
        NONE
    }

    public BuildSpec {
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        secrets.keySet().forEach(BuildSpec::requireSecretId);
    }

    BuildSpec within(Resources others) {
        return new BuildSpec(context, dockerfile, target, arguments, secrets, tag, labels, cache, network, others);
    }

    private static void requireSecretId(String id) {
        if (!id.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw new IllegalArgumentException("not the id of a build secret: " + id);
        }
    }
}
