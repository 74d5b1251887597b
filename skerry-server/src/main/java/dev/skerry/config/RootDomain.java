package dev.skerry.config;

import dev.skerry.api.values.TextFormat;

/// The domain generated names lie below, one label each: a lower-case DNS name that leaves room for such a label.
public record RootDomain(String value) {
    /// A label of 63 characters and its dot make the 253 of a host name full.
    private static final int MAX = 253 - 64;

    private static final TextFormat FORMAT = TextFormat.of(
            "a domain",
            "must be a lower-case DNS name without '*' such as apps.example.org, at most %d characters long"
                    .formatted(MAX),
            "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,19}",
            MAX,
            "apps.example.org");

    public RootDomain {
        FORMAT.check(value);
    }

    /// sslip.io resolves `name.10-0-0-7.sslip.io` to 10.0.0.7, so every host has a domain without any DNS of its own.
    static RootDomain of(HostAddress address) {
        return new RootDomain(address.dashed() + ".sslip.io");
    }

    @Override
    public String toString() {
        return value;
    }
}
