package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.cli.input.InputException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The log of an application's last deployment, or of a certain one.
final class Logs {
    private static final Duration PAUSE = Duration.ofMillis(700);

    private Logs() {}

    /// @param deployment a certain one instead of the last
    /// @param follow go on until it has ended
    record Input(
            @Nullable ApplicationRef application,
            @Nullable DeploymentId deployment,
            @Nullable Boolean follow) {}

    static Command command() {
        return new Command(
                "logs",
                "Shows the log of an application's last deployment, or of the one named by --deployment; -f follows it",
                Input.class,
                List.of("application"),
                Set.of(Switch.JSON),
                Logs::run);
    }

    private static ExitCode run(Session session, ObjectNode input) {
        var log = Json.MAPPER
                .createObjectNode()
                .put("deployment", input.path("deployment").asString(""));
        if (!input.hasNonNull("deployment")) {
            log.put("deployment", last(session, input.path("application").asString("")));
        }
        var lines = new OperationCommand.Lines(session, LogLine.class);
        if (input.path("follow").asBoolean(false)) {
            session.client().follow(DeploymentRows.LOG, log, lines);
        } else {
            session.client().readAvailable(DeploymentRows.LOG, log, PAUSE, lines);
        }
        return ExitCode.OK;
    }

    private static String last(Session session, String application) {
        if (application.isEmpty()) {
            throw new InputException("APPLICATION or --deployment is missing.");
        }
        var wanted =
                Json.MAPPER.createObjectNode().put("application", application).put("limit", 1);
        var newest = session.exchange(DeploymentRows.LIST, wanted).path("items").path(0);
        if (!newest.hasNonNull("id")) {
            throw new InputException(
                    "%s was never deployed; start with: skerry deploy %s".formatted(application, application));
        }
        return newest.path("id").asString();
    }
}
