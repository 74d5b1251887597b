package dev.skerry.git;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/// A key an SSH host may present, as a line of a `known_hosts` file, or the key alone for whatever host it is
/// used with.
record HostKeyPin(Optional<KnownHostEntry> host, PublicKey key) {
    private static final List<String> KEY_TYPES = List.of("ssh-", "ecdsa-", "sk-");

    /// Comments and empty lines are left out.
    static List<HostKeyPin> parse(List<String> lines) {
        return lines.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(HostKeyPin::parseLine)
                .toList();
    }

    boolean isFor(String name, int port) {
        return host.isEmpty() || host.get().isHostMatch(name, port);
    }

    /// Type and fingerprint as `ssh-keygen -l` prints it: `ssh-ed25519 SHA256:...`.
    static String fingerprint(PublicKey key) {
        return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
    }

    /// The line that pins the key to the host.
    static String line(String name, int port, PublicKey key) {
        var host = port == 22 ? name : "[%s]:%d".formatted(name, port);
        return host + " " + PublicKeyEntry.toString(key);
    }

    private static HostKeyPin parseLine(String line) {
        try {
            if (KEY_TYPES.stream().anyMatch(line::startsWith)) {
                return new HostKeyPin(Optional.empty(), key(AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)));
            }
            if (line.startsWith("@")) {
                throw new IllegalArgumentException("markers such as @cert-authority are not understood");
            }
            var entry = KnownHostEntry.parseKnownHostEntry(line);
            return new HostKeyPin(Optional.of(entry), key(entry.getKeyEntry()));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            var shown = Stream.of(line.split("\\s+")).limit(2).toList();
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "The host key line beginning with %s cannot be read. Give a line as `ssh-keyscan HOST` prints it."
                            .formatted(shown),
                    e);
        }
    }

    private static PublicKey key(AuthorizedKeyEntry entry) throws IOException, GeneralSecurityException {
        var key = entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
        if (key == null) {
            throw new GeneralSecurityException("unknown key type");
        }
        return key;
    }
}
