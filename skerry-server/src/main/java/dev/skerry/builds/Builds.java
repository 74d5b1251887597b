package dev.skerry.builds;

import dev.skerry.docker.BuildSpec;
import dev.skerry.docker.ImageBuilder;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import dev.skerry.kernel.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The door of this feature.
public final class Builds {
    private static final Duration DEADLINE = Duration.ofMinutes(20);
    private static final String VERSION = "VERSION";

    private final ImageBuilder builder;
    private final ExternalTools tools;

    public Builds(ImageBuilder builder, ExternalTools tools) {
        this.builder = builder;
        this.tools = tools;
    }

    /// What to build.
    ///
    /// @param folder the build's own, for its files: not there yet, or left by an attempt that was cut off
    /// @param version told to the build as the argument VERSION, unless the settings give one
    /// @param tag under which the image is kept
    public record Request(
            SourceFolder source, BuildSettings settings, Path folder, String version, String tag, Labels labels) {}

    /// Makes an image of the sources, and gives back its id.
    ///
    /// @throws dev.skerry.kernel.SkerryException UNPROCESSABLE with what to do when nothing can build it,
    ///     or the build fails
    public String build(Request request, Cancellation cancellation, Consumer<String> lines) {
        var plan = BuildPlanner.plan(request.source().top(), request.settings());
        lines.accept(plan.because());
        var files = files(request, plan, cancellation, lines);
        try {
            return builder.build(
                    spec(request, plan, files), DEADLINE, cancellation, event -> lines.accept(event.text()));
        } finally {
            BuildInstructions.delete(request.folder());
        }
    }

    /// The processes of the sources: those of the Procfile where there is one, else the image's own command.
    public ProcessTypes processTypes(SourceFolder source) {
        return ProcessTypes.of(source.top());
    }

    private BuildInstructions files(
            Request request, BuildPlan plan, Cancellation cancellation, Consumer<String> lines) {
        var top = request.source().top();
        return switch (plan) {
            case BuildPlan.Dockerfile dockerfile -> BuildInstructions.of(top, dockerfile);
            case BuildPlan.StaticSite site -> BuildInstructions.of(top, site);
            case BuildPlan.Tool tool -> {
                buildByTool(request, tool, cancellation, lines);
                yield BuildInstructions.of(request.tag());
            }
        };
    }

    /// The tool makes an image of its own; one on top of it carries our labels.
    private void buildByTool(Request request, BuildPlan.Tool plan, Cancellation cancellation, Consumer<String> lines) {
        var context = plan.context().in(request.source().top());
        var order = new ExternalTools.Order(plan.method(), context, arguments(request), request.tag());
        tools.build(order, DEADLINE, cancellation, lines);
    }

    private static BuildSpec spec(Request request, BuildPlan plan, BuildInstructions files) {
        return new BuildSpec(
                plan.context().in(request.source().top()),
                files.writeTo(request.folder()),
                request.settings().target(),
                arguments(request),
                Map.of(),
                request.tag(),
                request.labels(),
                true,
                BuildSpec.Network.BRIDGE,
                Resources.UNLIMITED);
    }

    private static Map<String, String> arguments(Request request) {
        var arguments = new TreeMap<>(request.settings().arguments());
        arguments.putIfAbsent(VERSION, request.version());
        return arguments;
    }
}
