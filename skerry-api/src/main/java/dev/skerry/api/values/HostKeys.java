package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The keys a host may present over SSH, a line for each.
public record HostKeys(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "host keys",
                    "must be lines as `ssh-keyscan HOST` prints them, 20 at most",
                    "[ -~]{1,4000}([\\r\\n]{1,4}[ -~]{0,4000}){0,40}",
                    20000,
                    "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl")
            .ofLines();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HostKeys {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
