package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An absolute path inside a container, in its shortest form.
public record ContainerPath(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a path in the container",
            "must be absolute, of letters, digits and -._+@, without . or .. as a part, and not / itself",
            "(/(?!\\.{1,2}(/|$))[A-Za-z0-9._+@-]{1,100}){1,20}",
            500,
            "/data");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContainerPath {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
