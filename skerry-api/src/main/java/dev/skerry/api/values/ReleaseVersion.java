package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The version of a release: they count from 1 for each application.
public record ReleaseVersion(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("the version of a release", 1, 1_000_000_000, 3);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReleaseVersion {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
