package dev.skerry.cli;

import dev.skerry.api.Operation;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.catalogue.VariableRows;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What one does next, where that is easily missed.
final class Hints {
    private static final String REDEPLOY = "It counts from the next deployment on; now: skerry apps redeploy %s";
    private static final String RESTORE = "Until its grace time is over it can be taken back: skerry %s %%s";

    /// By the operation; `%s` stands for what its first argument names.
    private static final Map<String, String> HINTS = Map.of(
            VariableRows.SET.name(),
            REDEPLOY,
            VariableRows.LOAD.name(),
            REDEPLOY,
            VariableRows.UNSET.name(),
            REDEPLOY,
            ApplicationRows.DELETE.name(),
            RESTORE.formatted(ApplicationRows.RESTORE.command()),
            ProjectRows.DELETE.name(),
            RESTORE.formatted(ProjectRows.RESTORE.command()),
            ProjectRows.DELETE_ENVIRONMENT.name(),
            RESTORE.formatted(ProjectRows.RESTORE_ENVIRONMENT.command()));

    private Hints() {}

    static Optional<String> after(Operation<?, ?> operation, ObjectNode input) {
        return Optional.ofNullable(HINTS.get(operation.name()))
                .map(hint -> hint.formatted(
                        input.path(operation.positional().getFirst()).asString("")));
    }
}
