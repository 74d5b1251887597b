package dev.skerry.config;

import dev.skerry.api.values.InvalidValueException;
import java.util.regex.Pattern;

/// Where a server listens: an IP address of this host, one for all of them, or a name the host knows.
public record ListenAddress(String value) {
    private static final Pattern NAME = Pattern.compile(
            "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,20}",
            Pattern.CASE_INSENSITIVE);

    /// What looks like a number or an IPv6 address is one, or a mistake.
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

    public ListenAddress {
        if (NUMBERS.matcher(value).matches()) {
            HostAddress.literal(value);
        } else if (!NAME.matcher(value).matches()) {
            throw new InvalidValueException(
                    "an address to listen at",
                    value,
                    "must be an IP address of this host, 0.0.0.0 or :: for all of them, or a name such as localhost");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
