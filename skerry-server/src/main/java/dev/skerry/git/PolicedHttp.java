package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/// Opens the HTTP connections of one remote, redirects included: only to addresses the policy permits, never
/// from HTTPS down to HTTP, and with the credential only where it belongs. JGit bounds the number of redirects
/// (5).
final class PolicedHttp implements HttpConnectionFactory {
    private static final String AUTHORIZATION = "Authorization";

    private final Origin origin;
    private final Optional<String> authorization;
    private final AddressPolicy addresses;
    private final Evidence evidence;

    PolicedHttp(GitUrl url, GitCredential credential, AddressPolicy addresses, Evidence evidence) {
        this.origin = Origin.of(url);
        this.authorization = authorization(url, credential);
        this.addresses = addresses;
        this.evidence = evidence;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        var protocol = url.getProtocol();
        if (!protocol.equals("https") && !(protocol.equals("http") && origin.kind() == GitUrl.Kind.HTTP)) {
            throw evidence.refuse(GitFault.PROTOCOL.because("%s redirects from %s to %s, which is not followed."
                    .formatted(origin.host(), origin.kind(), protocol)));
        }
        var connection = new Connection(url, proxy);
        if (authorization.isPresent() && Origin.of(url).equals(origin)) {
            connection.setRequestProperty(AUTHORIZATION, authorization.get());
        }
        return connection;
    }

    private static Optional<String> authorization(GitUrl url, GitCredential credential) {
        return switch (credential) {
            case GitCredential.None _ -> Optional.empty();
            case GitCredential.Bearer bearer ->
                Optional.of("Bearer " + bearer.token().reveal());
            case GitCredential.Password login -> {
                var pair = login.user() + ":" + login.password().reveal();
                yield Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
            case GitCredential.DeployKey _ ->
                throw GitFault.AUTHENTICATION.because(
                        "%s is read over HTTP, but the credential is an SSH key.".formatted(url));
        };
    }

    /// Looks its host up and checks the addresses before and after it connects. Both look-ups and the
    /// connection share the JVM's address cache (30 s, longer than the connect timeout), so a name that changes
    /// meanwhile gains nothing: the request itself is sent only after the second look.
    private final class Connection extends JDKHttpConnection {
        private boolean connected;

        Connection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public void connect() throws IOException {
            if (!connected) {
                check();
                super.connect();
                check();
                connected = true;
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            connect();
            return super.getOutputStream();
        }

        @Override
        public int getResponseCode() throws IOException {
            connect();
            var code = super.getResponseCode();
            evidence.answered(code);
            return code;
        }

        private void check() {
            try {
                addresses.resolve(Origin.of(getURL()).host());
            } catch (SkerryException e) {
                throw evidence.refuse(e);
            }
        }
    }
}
