package dev.skerry.router;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// Where a task listens, as seen from the router's own networks: a literal IP address, never a name.
///
/// @param ip in the JDK's canonical form, so that equal addresses are equal texts
public record ServerAddress(String ip, int port) {
    private static final Pattern LITERAL =
            Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]{0,44}:[0-9a-fA-F:.]{0,44}");

    public ServerAddress {
        if (!LITERAL.matcher(ip).matches() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a server address: %s %d".formatted(ip, port));
        }
        ip = InetAddress.ofLiteral(ip).getHostAddress();
    }

    /// `10.0.1.5:8080` or `[fd00:0:0:0:0:0:0:5]:8080`.
    @Override
    public String toString() {
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
    }
}
