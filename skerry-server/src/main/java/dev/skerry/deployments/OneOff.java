package dev.skerry.deployments;

import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import java.util.List;
import java.util.UUID;

/// A command that is run once in a release.
///
/// @param name of its container
/// @param environment in whose network it runs
/// @param arguments instead of the image's own command
/// @param label by which whoever runs it finds it again
public record OneOff(String name, UUID environment, List<String> arguments, Label label, Resources resources) {
    public OneOff {
        arguments = List.copyOf(arguments);
    }

    /// A label beside those every object of a release has.
    public record Label(String name, String value) {
        Labels on(Labels labels) {
            return labels.with(name, value);
        }
    }
}
