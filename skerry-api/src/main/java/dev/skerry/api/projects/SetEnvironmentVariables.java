package dev.skerry.api.projects;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sets variables of an environment; applications get them by reference, `${{environment.NAME}}`.
///
/// @param plain true: their values may be shown; false: they are secret; absent: a new one is secret, an old one stays
///     what it is
public record SetEnvironmentVariables(
        EnvironmentRef environment,
        Map<VariableName, VariableValue> variables,
        @Nullable Boolean plain) {
    public SetEnvironmentVariables {
        variables = Map.copyOf(variables);
    }
}
