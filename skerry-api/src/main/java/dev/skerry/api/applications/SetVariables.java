package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.util.Map;

/// Sets variables of an application; they reach it with its next deployment.
public record SetVariables(ApplicationRef application, Map<VariableName, VariableValue> variables) {
    public SetVariables {
        variables = Map.copyOf(variables);
    }
}
