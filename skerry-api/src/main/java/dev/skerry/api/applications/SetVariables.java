package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sets variables of an application; they reach it with its next deployment.
///
/// @param plain true: their values may be shown; false: they are secret; absent: a new one is secret, an old one stays
///     what it is
public record SetVariables(
        ApplicationRef application,
        Map<VariableName, VariableValue> variables,
        @Nullable Boolean plain) {
    public SetVariables {
        variables = Map.copyOf(variables);
    }
}
