package dev.skerry.config;

import dev.skerry.api.values.InvalidValueException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// One IP address of one host, as others reach it: no name, no range, no zone, not an address of all hosts or of many.
public record HostAddress(String value) {
    private static final String WHAT = "an address of a host";
    private static final String RULE = "must be an IP address such as 10.0.0.7 or 2001:db8::7";

    /// `InetAddress` takes `10.7` and `167772167` too, which nobody means.
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    public HostAddress {
        var address = literal(value);
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new InvalidValueException(WHAT, value, RULE + ", of this host alone");
        }
    }

    /// As one label of a DNS name. An address that begins or ends with a colon is written out, as a label must not
    /// begin or end with a dash.
    String dashed() {
        var plain =
                value.startsWith(":") || value.endsWith(":") ? literal(value).getHostAddress() : value;
        return plain.toLowerCase(Locale.ROOT).replace('.', '-').replace(':', '-');
    }

    @Override
    public String toString() {
        return value;
    }

    static InetAddress literal(String text) {
        try {
            if (LITERAL.matcher(text).matches()) {
                return InetAddress.ofLiteral(text);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(WHAT, text, RULE);
        }
        throw new InvalidValueException(WHAT, text, RULE);
    }
}
