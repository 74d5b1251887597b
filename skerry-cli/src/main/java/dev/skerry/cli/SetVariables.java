package dev.skerry.cli;

import dev.skerry.api.Operation;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import dev.skerry.cli.input.InputException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Sets variables that are typed, or those of an `.env` file.
///
/// @param set of what is typed
/// @param load of a file's text
record SetVariables(Operation<?, ?> set, Operation<?, ?> load) {
    private static final String VARIABLES = "variables";
    private static final String FROM_FILE = "fromFile";

    /// Those of an application.
    record OfApplication(
            ApplicationRef application,
            @Nullable Map<VariableName, VariableValue> variables,
            @Nullable Boolean plain,
            @Nullable LocalFile fromFile) {}

    /// Those of an environment.
    record OfEnvironment(
            EnvironmentRef environment,
            @Nullable Map<VariableName, VariableValue> variables,
            @Nullable Boolean plain,
            @Nullable LocalFile fromFile) {}

    /// Those of a project.
    record OfProject(
            ProjectRef project,
            @Nullable Map<VariableName, VariableValue> variables,
            @Nullable Boolean plain,
            @Nullable LocalFile fromFile) {}

    static List<Command> commands() {
        return List.of(
                new SetVariables(VariableRows.SET, VariableRows.LOAD).command(OfApplication.class),
                new SetVariables(VariableRows.SET_OF_ENVIRONMENT, VariableRows.LOAD_OF_ENVIRONMENT)
                        .command(OfEnvironment.class),
                new SetVariables(VariableRows.SET_OF_PROJECT, VariableRows.LOAD_OF_PROJECT).command(OfProject.class));
    }

    private Command command(Class<? extends Record> input) {
        return new Command(set.command(), set.summary(), input, set.positional(), Set.of(Switch.JSON), this::run);
    }

    private Exit run(Session session, ObjectNode input) throws IOException {
        if (input.has(VARIABLES) == input.has(FROM_FILE)) {
            throw new InputException(
                    input.has(VARIABLES)
                            ? "KEY=VALUE and --from-file exclude each other."
                            : "KEY=VALUE or --from-file is missing.");
        }
        if (input.has(VARIABLES)) {
            return OperationCommand.run(set, session, input);
        }
        var file = new LocalFile(input.path(FROM_FILE).asString());
        input.remove(FROM_FILE);
        return OperationCommand.run(load, session, input.put("dotenv", file.text()));
    }
}
