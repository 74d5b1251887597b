package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;

/// An SSH server on loopback that runs the real `git upload-pack` for one key.
final class GitSshServer implements AutoCloseable {
    private static final Pattern UPLOAD_PACK = Pattern.compile("git[ -]upload-pack '(/[^']*)'");

    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> users = new CopyOnWriteArrayList<>();

    GitSshServer(KeyPair hostKey, PublicKey allowed, Path root) throws IOException {
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> {
            users.add(user);
            return KeyUtils.compareKeys(key, allowed);
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

    GitUrl url(String path) {
        return new GitUrl("ssh://git@127.0.0.1:%d%s".formatted(server.getPort(), path));
    }

    int port() {
        return server.getPort();
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
