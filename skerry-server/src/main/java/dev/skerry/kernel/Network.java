package dev.skerry.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where a caller comes from, as far as limits go: an IPv4 address, or the first 64 bits of an IPv6 one, as who has one
/// of these has 2^64 of them.
public record Network(String prefix) {
    /// Of what is called from inside of the server.
    public static final Network HERE = new Network("");

    private static final int PREFIX_BYTES = 8;
    private static final ScopedValue<Network> CALLER = ScopedValue.newInstance();

    /// @param address as a literal
    public static Network of(String address) {
        var literal = InetAddress.ofLiteral(address);
        return literal instanceof Inet6Address six
                ? new Network(HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), PREFIX_BYTES)))
                : new Network(literal.getHostAddress());
    }

    /// Where the call comes from that this thread is answering.
    public static Network ofCaller() {
        return CALLER.orElse(HERE);
    }

    /// Answers a call that comes from this network.
    public <T, X extends Throwable> T calls(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CALLER, this).call(work);
    }
}
