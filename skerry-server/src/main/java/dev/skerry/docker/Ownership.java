package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.util.HashMap;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Keeps Skerry off other people's objects.
final class Ownership {
    private Ownership() {}

    static Labels labels(JsonNode labels) {
        var result = new HashMap<String, String>();
        labels.properties()
                .forEach(label -> result.put(label.getKey(), label.getValue().asString("")));
        return new Labels(result);
    }

    /// Whether an object is there already.
    ///
    /// @throws SkerryException CONFLICT when the one with that name is not the one that is wanted
    static void requireSame(String kind, String name, Labels found, Labels wanted) {
        if (!found.matches(wanted)) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "There is a %s '%s' already that is not Skerry's or serves something else. Remove or rename it."
                            .formatted(kind, name));
        }
    }

    /// @throws SkerryException CONFLICT unless Skerry made the object
    static void requireOurs(String kind, String name, Labels found) {
        if (!found.values().containsKey(Labels.INSTANCE)) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "The %s '%s' was not made by Skerry, so Skerry leaves it alone.".formatted(kind, name));
        }
    }

    /// For objects that outlive the thing they were made for, such as volumes.
    static void requireSameInstance(String kind, String name, Labels found, Labels wanted) {
        if (!Objects.equals(found.values().get(Labels.INSTANCE), wanted.values().get(Labels.INSTANCE))) {
            requireSame(kind, name, found, wanted);
        }
    }
}
