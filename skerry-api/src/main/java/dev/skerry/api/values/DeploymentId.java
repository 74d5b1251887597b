package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of a deployment.
public record DeploymentId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DeploymentId of(String text) {
        return new DeploymentId(IdText.parse("the id of a deployment", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
