package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.BuildMethod;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Nixpacks, Railpack and Cloud Native Buildpacks by their own commands, where the operator has installed them.
public final class ExternalTools {
    private final Function<String, Command> find;

    /// @param environment that leads the tools to the engine
    public ExternalTools(Map<String, String> environment) {
        this(program -> new Command(List.of(program), environment, null));
    }

    ExternalTools(Function<String, Command> find) {
        this.find = find;
    }

    /// What a tool is to build.
    ///
    /// @param arguments its build environment
    record Order(BuildMethod method, Path context, Map<String, String> arguments, String tag) {}

    /// Makes an image under the tag of the order.
    ///
    /// @throws SkerryException UNPROCESSABLE when the tool is not installed, or fails
    void build(Order order, Duration deadline, Cancellation cancellation, Consumer<String> lines) {
        var tool = find.apply(program(order.method()));
        if (!Processes.works(tool.with("--version"))) {
            throw notInstalled(order.method());
        }
        UnsentFiles.delete(order.context());
        var code = Processes.run(command(tool, order), deadline, cancellation, lines);
        if (code != 0) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "The build by %s failed with exit code %d; see the log of the build."
                            .formatted(program(order.method()), code));
        }
    }

    /// Flags as of nixpacks 1.x, railpack 0.x (railpack.com/reference/cli) and pack 0.3x.
    static Command command(Command tool, Order order) {
        var context = order.context().toString();
        var arguments = new ArrayList<String>();
        switch (order.method()) {
            case NIXPACKS -> arguments.addAll(List.of("build", context, "--name", order.tag()));
            case RAILPACK -> arguments.addAll(List.of("build", "--name", order.tag(), "--progress", "plain"));
            case BUILDPACKS ->
                arguments.addAll(List.of(
                        "build", order.tag(), "--path", context, "--pull-policy", "if-not-present", "--no-color"));
            case AUTOMATIC, DOCKERFILE, STATIC_SITE -> throw new IllegalArgumentException("no tool " + order.method());
        }
        order.arguments().forEach((name, value) -> arguments.addAll(List.of("--env", name + "=" + value)));
        if (order.method() == BuildMethod.RAILPACK) {
            arguments.add(context);
        }
        return tool.with(arguments);
    }

    private static String program(BuildMethod method) {
        return switch (method) {
            case NIXPACKS -> "nixpacks";
            case RAILPACK -> "railpack";
            case BUILDPACKS -> "pack";
            case AUTOMATIC, DOCKERFILE, STATIC_SITE -> throw new IllegalArgumentException("no tool " + method);
        };
    }

    private static SkerryException notInstalled(BuildMethod method) {
        var program = program(method);
        return new SkerryException(
                ErrorCode.UNPROCESSABLE,
                "The settings ask for %s, but this server has no command '%s' on its PATH. Let its operator install it, or add a Dockerfile."
                        .formatted(program, program));
    }
}
