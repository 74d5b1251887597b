package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/// The status a redirect answers with: 301 and 308 are for good; 307 and 308 keep the method.
public record RedirectStatus(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("the status of a redirect", 301, 308, 308);

    private static final Set<Integer> ALL = Set.of(301, 302, 303, 307, 308);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RedirectStatus {
        if (!ALL.contains(value)) {
            throw new InvalidValueException(
                    "the status of a redirect", Integer.toString(value), "must be 301, 302, 303, 307 or 308");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
