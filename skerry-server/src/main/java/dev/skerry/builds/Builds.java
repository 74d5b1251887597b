package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.BuildEvent;
import dev.skerry.docker.BuildSpec;
import dev.skerry.docker.ImageBuilder;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The door of this feature.
public final class Builds {
    private static final Duration DEADLINE = Duration.ofMinutes(20);
    private static final String VERSION = "VERSION";

    private final ImageBuilder builder;
    private final ExternalTools tools;
    private final Policy policy;

    public Builds(ImageBuilder builder, ExternalTools tools, Policy policy) {
        this.builder = builder;
        this.tools = tools;
        this.policy = policy;
    }

    /// What the operator allows.
    ///
    /// @param limits of builds that say nothing of their own
    /// @param registries where a user's image may be pulled from
    public record Policy(Resources limits, AddressPolicy registries) {}

    /// Where a user's image may be pulled from.
    public AddressPolicy registries() {
        return policy.registries();
    }

    /// What to build.
    ///
    /// @param given what its steps may see and use
    /// @param folder the build's own, for its files: not there yet, or left by an attempt that was cut off
    /// @param version told to the build as the argument VERSION, unless the settings give one
    /// @param tag under which the image is kept
    public record Request(
            SourceFolder source,
            BuildSettings settings,
            Given given,
            Path folder,
            String version,
            String tag,
            Labels labels) {}

    /// What the steps of a build may see and use.
    ///
    /// @param secrets by the names under which a step mounts them
    /// @param limits null where the server's own hold
    public record Given(Map<String, Secret> secrets, Resources limits) {
        /// No secrets, the server's own limits.
        public static final Given NOTHING = new Given(Map.of(), Resources.UNLIMITED);

        public Given {
            secrets = Map.copyOf(secrets);
        }
    }

    /// Makes an image of the sources, and gives back its id.
    ///
    /// @throws dev.skerry.kernel.SkerryException UNPROCESSABLE with what to do when nothing can build it,
    ///     or the build fails
    public String build(Request request, Cancellation cancellation, BuildLog log) {
        var plan = BuildPlanner.plan(request.source().top(), request.settings());
        log.say(plan.because());
        requireSecretsFor(plan, request.given().secrets(), log);
        var files = files(request, plan, cancellation, log);
        try {
            return builder.build(spec(request, plan, files), DEADLINE, cancellation, log::tell);
        } finally {
            BuildInstructions.delete(request.folder());
        }
    }

    /// The processes of the sources: those of the Procfile where there is one, else the image's own command.
    public ProcessTypes processTypes(SourceFolder source) {
        return ProcessTypes.of(source.top());
    }

    /// Only steps of a Dockerfile can mount secrets; a tool would have to be given them as arguments, which are seen.
    private static void requireSecretsFor(BuildPlan plan, Map<String, Secret> secrets, BuildLog log) {
        if (secrets.isEmpty()) {
            return;
        }
        switch (plan) {
            case BuildPlan.Dockerfile _ ->
                log.say("Build secrets: " + String.join(", ", new TreeSet<>(secrets.keySet())));
            case BuildPlan.StaticSite _ -> log.say("A static site has no steps that could use the build secrets.");
            case BuildPlan.Tool _ ->
                throw new SkerryException(
                        ErrorCode.UNPROCESSABLE,
                        "Build secrets reach the steps of a Dockerfile only. Take them out of the build settings, or add a Dockerfile.");
        }
    }

    private BuildInstructions files(Request request, BuildPlan plan, Cancellation cancellation, BuildLog log) {
        var top = request.source().top();
        return switch (plan) {
            case BuildPlan.Dockerfile dockerfile -> BuildInstructions.of(top, dockerfile);
            case BuildPlan.StaticSite site -> BuildInstructions.of(top, site);
            case BuildPlan.Tool tool -> {
                buildByTool(request, tool, cancellation, log);
                yield BuildInstructions.of(request.tag());
            }
        };
    }

    /// The tool makes an image of its own; one on top of it carries our labels.
    private void buildByTool(Request request, BuildPlan.Tool plan, Cancellation cancellation, BuildLog log) {
        log.say("The limits of builds do not reach what this tool runs: it builds by itself.");
        var context = plan.context().in(request.source().top());
        var order = new ExternalTools.Order(plan.method(), context, arguments(request), request.tag());
        tools.build(order, DEADLINE, cancellation, line -> log.tell(new BuildEvent.Said(line)));
    }

    private BuildSpec spec(Request request, BuildPlan plan, BuildInstructions files) {
        return new BuildSpec(
                plan.context().in(request.source().top()),
                files.writeTo(request.folder()),
                request.settings().target(),
                arguments(request),
                request.given().secrets(),
                request.tag(),
                request.labels(),
                true,
                BuildSpec.Network.BRIDGE,
                limits(request.given().limits()));
    }

    private Resources limits(Resources wanted) {
        var defaults = policy.limits();
        return new Resources(
                wanted.memoryLimit() == null ? defaults.memoryLimit() : wanted.memoryLimit(),
                null,
                wanted.cpuLimit() == null ? defaults.cpuLimit() : wanted.cpuLimit(),
                null);
    }

    private static Map<String, String> arguments(Request request) {
        var arguments = new TreeMap<>(request.settings().arguments());
        arguments.putIfAbsent(VERSION, request.version());
        return arguments;
    }
}
