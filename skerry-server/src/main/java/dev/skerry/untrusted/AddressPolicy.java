package dev.skerry.untrusted;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses a URL given by a user may lead to. Everything that is not the public internet (this machine, private
/// networks, link-local and metadata services, see the IANA special-purpose registries of RFC 6890) is refused unless
/// the configuration allows its range.
public record AddressPolicy(List<AddressBlock> allowed) {
    /// The public internet only.
    public static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of());

    private static final List<AddressBlock> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32", // Azure's metadata and DNS, a public address by its number
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/16", // unspecified, loopback, and IPv4 in old clothes
                    "64:ff9b::/32", // NAT64: whatever IPv4 address it wraps
                    "100::/16",
                    "2001::/23", // Teredo and other protocol assignments
                    "2001:db8::/32",
                    "2002::/16", // 6to4
                    "3fff::/20",
                    "fc00::/7",
                    "fe80::/9", // link-local and the old site-local
                    "ff00::/8")
            .map(AddressBlock::parse)
            .toList();

    public AddressPolicy {
        allowed = List.copyOf(allowed);
    }

    public boolean permits(InetAddress address) {
        return allowed.stream().anyMatch(block -> block.contains(address))
                || SPECIAL.stream().noneMatch(block -> block.contains(address));
    }

    /// @param host what the user wrote, for the message
    /// @throws SkerryException UNPROCESSABLE when the address is refused
    public void check(String host, InetAddress address) {
        if (!permits(address)) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "'%s' leads to %s, which is not a public address. An administrator can allow its range in the configuration."
                            .formatted(host, address.getHostAddress()));
        }
    }

    /// Looks the host up and checks every address it has, since any of them may be used.
    ///
    /// @throws SkerryException UNAVAILABLE when there is no such host, UNPROCESSABLE when an address is refused
    public List<InetAddress> resolve(String host) {
        try {
            var addresses = List.of(InetAddress.getAllByName(host));
            addresses.forEach(address -> check(host, address));
            return addresses;
        } catch (UnknownHostException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The host '%s' is not found. Check its spelling and this server's DNS.".formatted(host),
                    e);
        }
    }
}
