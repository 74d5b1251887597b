package dev.skerry.api.projects;

import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sets variables of a project; applications get them by reference, `${{project.NAME}}`.
///
/// @param plain true: their values may be shown; false: they are secret; absent: a new one is secret, an old one stays
///     what it is
public record SetProjectVariables(
        ProjectRef project,
        Map<VariableName, VariableValue> variables,
        @Nullable Boolean plain) {
    public SetProjectVariables {
        variables = Map.copyOf(variables);
    }
}
