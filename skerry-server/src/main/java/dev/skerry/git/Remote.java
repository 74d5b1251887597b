package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.GitUrl.Kind;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.jspecify.annotations.Nullable;

/// One repository on the other side. Every transport it opens obeys the configuration and carries the credential.
final class Remote implements AutoCloseable {
    private static final String USUAL_SSH_USER = "git";

    private final GitUrl url;
    private final GitCredential credential;
    private final GitConfig config;
    private final Path scratch;
    private final Evidence evidence;
    private @Nullable SshdSessionFactory ssh;

    /// @param scratch an empty folder of our own
    Remote(GitUrl url, GitCredential credential, GitConfig config, Path scratch) {
        this.url = url;
        this.credential = credential;
        this.config = config;
        this.scratch = scratch;
        this.evidence = new Evidence(url);
    }

    GitUrl url() {
        return url;
    }

    Evidence evidence() {
        return evidence;
    }

    /// @param local where fetched objects go; without it only references can be asked for
    Transport open(@Nullable Repository local) throws IOException {
        var uri = uri();
        var transport = local == null ? Transport.open(uri) : Transport.open(local, uri);
        transport.setTimeout((int) config.silence().toSeconds());
        switch (url.kind()) {
            case HTTP, HTTPS ->
                ((TransportHttp) transport)
                        .setHttpConnectionFactory(new PolicedHttp(url, credential, config.addresses(), evidence));
            case SSH -> ((SshTransport) transport).setSshSessionFactory(ssh());
            case FILE -> {
                // In process, with no credential.
            }
        }
        return transport;
    }

    @Override
    public void close() {
        if (ssh != null) {
            ssh.close();
        }
    }

    private SshdSessionFactory ssh() {
        config.addresses().resolve(url.host());
        if (ssh == null) {
            ssh = SshAccess.open(url, credential, config.addresses(), evidence, scratch);
        }
        return ssh;
    }

    /// JGit parses the URL by its own rules: what it sees must be what was checked.
    private URIish uri() throws IOException {
        if (url.kind() == Kind.FILE) {
            return new URIish().setScheme("file").setPath(allowedFolder().toString());
        }
        try {
            var uri = new URIish(url.value());
            var scheme = uri.getScheme() == null ? "ssh" : uri.getScheme();
            var host = String.valueOf(uri.getHost()).replaceAll("[\\[\\]]", "");
            if (!scheme.equalsIgnoreCase(url.kind().name()) || !host.equalsIgnoreCase(url.host())) {
                throw GitFault.POLICY.because("%s can be read in more than one way.".formatted(url));
            }
            return url.kind() == Kind.SSH && uri.getUser() == null ? uri.setUser(USUAL_SSH_USER) : uri;
        } catch (URISyntaxException e) {
            throw GitFault.POLICY.because("%s can be read in more than one way.".formatted(url), e);
        }
    }

    private Path allowedFolder() throws IOException {
        var folder = Path.of(URI.create(url.value()));
        for (var root : config.fileRoots()) {
            if (Files.exists(root)
                    && Files.isDirectory(folder)
                    && folder.toRealPath().startsWith(root.toRealPath())) {
                return folder.toRealPath();
            }
        }
        throw notAllowed();
    }

    /// Says the same whether the folder is there or not, so that nobody can feel their way through this server.
    private SkerryException notAllowed() {
        return GitFault.POLICY.because("%s is not a folder below one that file:// may read.".formatted(url));
    }
}
