package dev.skerry.git;

import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressPolicy;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/// Accepts the keys pinned for one host and no other. It also sees the address that was really connected to.
final class PinnedHostKeys implements ServerKeyDatabase {
    private final Origin origin;
    private final List<HostKeyPin> pins;
    private final AddressPolicy addresses;
    private final HostKeyTrust firstUse;
    private final Evidence evidence;

    /// @param firstUse asked when there are no pins at all; pins for other hosts say that somebody thought about it
    PinnedHostKeys(
            Origin origin, List<HostKeyPin> pins, HostKeyTrust firstUse, AddressPolicy addresses, Evidence evidence) {
        this.origin = origin;
        this.pins = pins.stream()
                .filter(pin -> pin.isFor(origin.host(), origin.port()))
                .toList();
        this.firstUse = pins.isEmpty() ? firstUse : HostKeyTrust.NONE;
        this.addresses = addresses;
        this.evidence = evidence;
    }

    @Override
    public List<PublicKey> lookup(String connect, InetSocketAddress remote, Configuration configuration) {
        return pins.stream().map(HostKeyPin::key).toList();
    }

    @Override
    public boolean accept(
            String connect,
            InetSocketAddress remote,
            PublicKey presented,
            Configuration configuration,
            @Nullable CredentialsProvider provider) {
        try {
            addresses.check(origin.host(), remote.getAddress());
        } catch (SkerryException e) {
            evidence.refuse(e);
            return false;
        }
        if (pins.stream().anyMatch(pin -> KeyUtils.compareKeys(pin.key(), presented))) {
            return true;
        }
        if (pins.isEmpty() && firstUse.trusts(HostKeyPin.line(origin.host(), origin.port(), presented))) {
            return true;
        }
        evidence.refuse(pins.isEmpty() ? unknown(presented) : changed(presented));
        return false;
    }

    private SkerryException unknown(PublicKey presented) {
        return GitFault.AUTHENTICATION.because(
                "The host key of '%s' is not pinned. It presented %s; if its operator publishes the same, add the line '%s' to the host keys."
                        .formatted(
                                origin.host(),
                                HostKeyPin.fingerprint(presented),
                                HostKeyPin.line(origin.host(), origin.port(), presented)));
    }

    private SkerryException changed(PublicKey presented) {
        var pinned = pins.stream().map(pin -> HostKeyPin.fingerprint(pin.key())).toList();
        return GitFault.AUTHENTICATION.because(
                "The host key of '%s' has changed: it presented %s, pinned is %s. Somebody may stand between; ask its operator before you pin the new key."
                        .formatted(origin.host(), HostKeyPin.fingerprint(presented), String.join(" or ", pinned)));
    }
}
