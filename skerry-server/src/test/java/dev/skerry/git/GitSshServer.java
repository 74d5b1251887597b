package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.jspecify.annotations.Nullable;

/// An SSH server on loopback that runs the real `git upload-pack` for one key.
public final class GitSshServer implements AutoCloseable {
    private static final Pattern UPLOAD_PACK = Pattern.compile("git[ -]upload-pack '(/[^']*)'");

    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<PublicKey> allowed = new CopyOnWriteArrayList<>();
    private final List<String> users = new CopyOnWriteArrayList<>();

    /// With a new host key, and for nobody yet.
    public GitSshServer(Path root) throws IOException, GeneralSecurityException {
        this(KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256), null, root);
    }

    GitSshServer(KeyPair hostKey, @Nullable PublicKey first, Path root) throws IOException {
        if (first != null) {
            allowed.add(first);
        }
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> {
            users.add(user);
            return allowed.stream().anyMatch(one -> KeyUtils.compareKeys(key, one));
        });
        server.setCommandFactory((channel, command) -> {
            var match = UPLOAD_PACK.matcher(command);
            if (!match.matches()) {
                throw new IOException("no such command: " + command);
            }
            return new UploadPack(root + match.group(1));
        });
        server.start();
    }

    public GitUrl url(String path) {
        return new GitUrl("ssh://git@127.0.0.1:%d%s".formatted(server.getPort(), path));
    }

    public int port() {
        return server.getPort();
    }

    /// Lets a key in, as a person adds it to a repository: `ssh-ed25519 AAAA...`.
    public void allow(String publicKey) throws IOException, GeneralSecurityException {
        allowed.add(AuthorizedKeyEntry.parseAuthorizedKeyEntry(publicKey)
                .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING));
    }

    List<String> users() {
        return users;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /// The program behind one session's streams.
    private static final class UploadPack extends AbstractCommandSupport {
        private final String folder;

        UploadPack(String folder) {
            super("git upload-pack", null);
            this.folder = folder;
        }

        @Override
        public void run() {
            try {
                var process = new ProcessBuilder("git", "upload-pack", folder).start();
                var input = Thread.startVirtualThread(() -> pump(getInputStream(), process.getOutputStream()));
                var errors = Thread.startVirtualThread(() -> pump(process.getErrorStream(), getErrorStream()));
                pump(process.getInputStream(), getOutputStream());
                errors.join();
                onExit(process.waitFor());
                input.interrupt();
            } catch (IOException | InterruptedException e) {
                onExit(1, e.toString());
            }
        }

        private static void pump(InputStream from, OutputStream to) {
            try (to) {
                var buffer = new byte[8192];
                int read;
                while ((read = from.read(buffer)) >= 0) {
                    to.write(buffer, 0, read);
                    to.flush();
                }
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // the other side went away
            }
        }
    }
}
