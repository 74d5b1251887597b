package dev.skerry.db;

import dev.skerry.kernel.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/// Picks the server's port below the range that outgoing connections take theirs from (32768 and up).
final class Ports {
    private static final int FIRST = 15_400;
    private static final int LAST = 19_999;

    private Ports() {}

    /// The configured port, or the remembered one, or a free one that is remembered from now on.
    static int choose(Path folder, int configured) throws IOException {
        if (configured != 0) {
            return configured;
        }
        var kept = StateFiles.read(folder.resolve("port"));
        return kept.isPresent() ? Integer.parseInt(kept.get()) : renew(folder);
    }

    /// Another free port, remembered from now on.
    static int renew(Path folder) throws IOException {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        } while (!isFree(port));
        PrivateFiles.write(folder.resolve("port"), Integer.toString(port));
        return port;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
