package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.TaskState.Phase;
import dev.skerry.kernel.SkerryException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what the Engine API says of a task (`GET /tasks`).
final class TaskReading {
    private TaskReading() {}

    static TaskState of(JsonNode task, String service, Labels labels) {
        var status = task.path("Status");
        var observed = phase(status.path("State").asString(""));
        var container = status.path("ContainerStatus");
        return new TaskState(
                task.path("ID").asString(""),
                service,
                labels,
                phase(task.path("DesiredState").asString("")),
                observed,
                addresses(task.path("NetworksAttachments")),
                textOrNull(container.path("ContainerID")),
                task.path("NodeID").asString(""),
                textOrNull(status.path("Err")),
                exitCode(observed, container),
                Instant.parse(status.path("Timestamp").asString("")),
                task.path("Slot").asInt(1));
    }

    /// The states of SwarmKit (api/types.proto, TaskState), by how far a task has come.
    static Phase phase(String state) {
        return switch (state) {
            case "new", "pending", "allocated" -> Phase.PENDING;
            case "assigned", "accepted", "preparing", "ready", "starting" -> Phase.STARTING;
            case "running" -> Phase.RUNNING;
            case "complete", "shutdown", "remove" -> Phase.ENDED;
            case "failed", "orphaned" -> Phase.FAILED;
            case "rejected" -> Phase.REJECTED;
            default ->
                throw new SkerryException(
                        ErrorCode.INTERNAL,
                        "The engine reports a task state Skerry does not know: '%s'.".formatted(state));
        };
    }

    private static Map<String, String> addresses(JsonNode attachments) {
        var result = new HashMap<String, String>();
        for (var attachment : attachments) {
            var address = attachment.path("Addresses").path(0).asString("");
            if (!address.isEmpty()) {
                result.put(attachment.path("Network").path("Spec").path("Name").asString(""), address.split("/", 2)[0]);
            }
        }
        return result;
    }

    /// The engine says 0 for a container that still runs.
    private static @Nullable Integer exitCode(Phase observed, JsonNode container) {
        return switch (observed) {
            case ENDED, FAILED ->
                container.isMissingNode() ? null : container.path("ExitCode").asInt(0);
            case PENDING, STARTING, RUNNING, REJECTED -> null;
        };
    }

    private static @Nullable String textOrNull(JsonNode node) {
        var text = node.asString("");
        return text.isEmpty() ? null : text;
    }
}
