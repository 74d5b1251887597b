package dev.skerry.cli;

import dev.skerry.api.applications.ListApplications;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.PageSize;
import dev.skerry.api.values.SearchText;
import dev.skerry.cli.input.InputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What runs: all applications, or the tasks of one.
final class Ps {
    private static final String APPLICATION = "application";

    private Ps() {}

    /// @param application whose tasks are shown; the rest says which applications to list when it is absent
    record Input(
            @Nullable ApplicationRef application,
            @Nullable EnvironmentRef environment,
            @Nullable SearchText search,
            @Nullable Cursor cursor,
            @Nullable PageSize limit) {}

    static Command command() {
        return new Command(
                "ps",
                "Lists applications, or the processes and tasks of one (ps notes)",
                Input.class,
                List.of(APPLICATION),
                Set.of(Switch.JSON, Switch.ALL),
                Ps::run);
    }

    private static Exit run(Session session, ObjectNode input) throws IOException {
        if (!input.has(APPLICATION)) {
            return OperationCommand.run(ApplicationRows.LIST, session, input);
        }
        Arrays.stream(ListApplications.class.getRecordComponents())
                .filter(component -> input.has(component.getName()))
                .findFirst()
                .ifPresent(component -> {
                    throw new InputException("--%s: belongs to the list of applications; leave it or APPLICATION out."
                            .formatted(component.getName()));
                });
        return OperationCommand.run(DeploymentRows.LIST_PROCESSES, session, input);
    }
}
