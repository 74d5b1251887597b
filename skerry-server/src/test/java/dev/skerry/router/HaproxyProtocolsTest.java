package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.http;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.ServerState.Health;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// TLS by host, HTTP/2 on both ports.
class HaproxyProtocolsTest {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    private static TestEdge edge;
    private static TestServer server;

    @BeforeAll
    static void open() {
        edge = TestEdge.open();
        server = new TestServer(Health.UP);
        var router = edge.router();
        router.apply(new RouterConfig(
                List.of(backend("web", http("/health"))),
                List.of(route("web", "web.example", "/", to("web"))),
                List.of(certificate("web.example"), certificate("other.example"))));
        router.stage(WEB, Set.of(server.address()));
        router.swap(WEB, Set.of(server.address()));
    }

    @AfterAll
    static void close() {
        server.close();
        edge.close();
    }

    @Test
    void showsTheCertificateOfTheHostAndElseItsOwn() throws Exception {
        assertThat(subject("web.example")).isEqualTo("CN=web.example");
        assertThat(subject("other.example")).isEqualTo("CN=other.example");
        assertThat(subject("nobody.example")).isEqualTo("CN=skerry.invalid");
    }

    @Test
    void offersHttp2InTls() throws Exception {
        try (var socket = connect("web.example", "h2", "http/1.1")) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
            assertThat(answersHttp2(socket)).isTrue();
        }
    }

    @Test
    void speaksHttp11InTls() throws Exception {
        try (var socket = connect("web.example", "http/1.1")) {
            var request = "GET /tls HTTP/1.1\r\nHost: web.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .endsWith(server.address().toString());
            assertThat(server.last().headers().get("X-Forwarded-Proto")).containsExactly("https");
        }
    }

    @Test
    void speaksHttp2ToClientsThatKnowItBeforehand() throws IOException {
        try (var socket = new Socket(edge.address(), edge.httpPort())) {
            assertThat(answersHttp2(socket)).isTrue();
        }
    }

    /// The first frame of a server is of type 4, SETTINGS (RFC 9113, section 3.4).
    private static boolean answersHttp2(Socket socket) throws IOException {
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(PREFACE);
        socket.getOutputStream().write(EMPTY_SETTINGS);
        return socket.getInputStream().readNBytes(9)[3] == 4;
    }

    private static String subject(String host) throws Exception {
        try (var socket = connect(host, "http/1.1")) {
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private static SSLSocket connect(String host, String... protocols) throws IOException, GeneralSecurityException {
        var socket = (SSLSocket) TrustsAll.context().getSocketFactory().createSocket(edge.address(), edge.httpsPort());
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static Certificate certificate(String host) {
        return new Certificate(host, new Secret(DefaultCertificate.make(edge.folder(), host)), List.of(host));
    }
}
