package dev.skerry.untrusted;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A range of addresses in CIDR notation: `10.0.0.0/8`, `fd00::/8`, or one address without a slash.
public record AddressBlock(InetAddress network, int prefix) {
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]+");

    public AddressBlock {
        if (prefix < 0 || prefix > network.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("'%s/%d' is not an address range: its prefix is too long"
                    .formatted(network.getHostAddress(), prefix));
        }
    }

    public static AddressBlock parse(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("'%s' is not an address range: write 10.0.0.0/8".formatted(text));
        }
        var network = InetAddress.ofLiteral(address);
        var prefix = slash < 0 ? network.getAddress().length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        return new AddressBlock(network, prefix);
    }

    public boolean contains(InetAddress address) {
        var left = network.getAddress();
        var right = address.getAddress();
        if (left.length != right.length) {
            return false;
        }
        for (var bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >>> (bit % Byte.SIZE);
            if (((left[bit / Byte.SIZE] ^ right[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
