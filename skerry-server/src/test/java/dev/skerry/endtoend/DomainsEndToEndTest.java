package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.CertificateRows;
import dev.skerry.api.catalogue.DomainRows;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.client.UnreachableException;
import dev.skerry.api.domains.AddCertificate;
import dev.skerry.api.domains.AddDomain;
import dev.skerry.api.domains.CertificateInput;
import dev.skerry.api.domains.DomainInput;
import dev.skerry.api.domains.Redirect;
import dev.skerry.api.domains.UpdateDomain;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.CertificatePem;
import dev.skerry.api.values.CertificateRef;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.PrivateKeyPem;
import dev.skerry.api.values.RedirectLocation;
import dev.skerry.api.values.RedirectStatus;
import dev.skerry.api.values.RoutePath;
import dev.skerry.api.values.VisitorName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One application, deployed once, and all the names it can be given.
class DomainsEndToEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static ApplicationRef notes;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
        var repository = new SampleRepository("notes", folder.resolve("notes"));
        var web = Files.readString(repository.folder().resolve("src/web.js"));
        repository.change(
                "src/web.js", web + "createServer((_, response) => response.end('the other port')).listen(9000);\n");
        notes = installation.create("notes", repository);
        installation.deployed(notes);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void answersAtAHostUntilItIsRemoved() {
        installation.client().call(DomainRows.ADD, domain("notes.example.org"));

        assertThat(get("notes.example.org", "/health").status()).isEqualTo(200);
        assertThat(get("sub.notes.example.org", "/health").status()).isEqualTo(404);
        assertThat(urls())
                .contains("http://notes.example.org:" + installation.server().httpPort());

        installation.client().call(DomainRows.REMOVE, new DomainInput(new DomainRef("notes.example.org")));

        assertThat(get("notes.example.org", "/health").status()).isEqualTo(404);
        assertThat(installation.get("notes", "/health").status()).isEqualTo(200);
    }

    @Test
    void leadsAPathToAnotherPath() {
        installation
                .client()
                .call(
                        DomainRows.ADD,
                        new AddDomain(
                                notes,
                                new HostName("*.paths.example.org"),
                                new RoutePath("/v1"),
                                true,
                                new RoutePath("/api"),
                                null,
                                null,
                                null,
                                null));

        assertThat(get("any.paths.example.org", "/v1/info").body()).contains("version");
        assertThat(get("any.paths.example.org", "/info").status()).isEqualTo(404);
    }

    @Test
    void leadsToAnotherPortOfTheSameTasks() {
        installation
                .client()
                .call(
                        DomainRows.ADD,
                        new AddDomain(
                                notes,
                                new HostName("port.example.org"),
                                null,
                                null,
                                null,
                                new PortNumber(9000),
                                null,
                                null,
                                null));

        await(() -> get("port.example.org", "/").status() == 200);
        assertThat(get("port.example.org", "/").body()).endsWith("the other port");
    }

    @Test
    void redirects() {
        var redirect =
                new Redirect(new RedirectLocation("https://elsewhere.example.org/new"), new RedirectStatus(301), true);
        installation
                .client()
                .call(
                        DomainRows.ADD,
                        new AddDomain(
                                notes, new HostName("old.example.org"), null, null, null, null, null, null, redirect));

        var answer = get("old.example.org", "/a?b=c");

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.body()).containsIgnoringCase("location: https://elsewhere.example.org/new/a?b=c");
    }

    @Test
    void asksForThePasswordOfAnyOfItsUsers() {
        var users = Map.of(new VisitorName("ada"), new Password("correct horse battery"));
        installation
                .client()
                .call(
                        DomainRows.ADD,
                        new AddDomain(
                                notes, new HostName("private.example.org"), null, null, null, null, null, users, null));

        assertThat(get("private.example.org", "/health").status()).isEqualTo(401);
        assertThat(get("private.example.org", "/health", basic("ada:wrong horse battery"))
                        .status())
                .isEqualTo(401);
        assertThat(get("private.example.org", "/health", basic("ada:correct horse battery"))
                        .status())
                .isEqualTo(200);

        installation
                .client()
                .call(
                        DomainRows.UPDATE,
                        new UpdateDomain(
                                new DomainRef("private.example.org"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of(),
                                null));

        assertThat(get("private.example.org", "/health").status()).isEqualTo(200);
    }

    @Test
    void showsTheCertificateItIsGiven() throws IOException {
        var host = "tls.example.org";
        var client = installation.client();
        var added = client.call(
                DomainRows.ADD, new AddDomain(notes, new HostName(host), null, null, null, null, true, null, null));
        assertThat(added.certificate()).isNull();
        assertThat(added.note()).startsWith("No certificate names tls.example.org");
        assertThat(get(host, "/health").status()).isEqualTo(308);
        assertThat(https(host, folder.resolve("none.pem"))).isEqualTo("refused");

        var certificate = selfSigned(host);
        var view = client.call(
                CertificateRows.ADD,
                new AddCertificate(
                        new Name("tls"),
                        new CertificatePem(Files.readString(certificate)),
                        new PrivateKeyPem(Files.readString(folder.resolve("key.pem")))));

        assertThat(view.names()).containsExactly(host);
        assertThat(https(host, certificate)).isEqualTo("2 200");
        var domain = client.call(DomainRows.GET, new DomainInput(new DomainRef(host)));
        assertThat(domain.certificate()).isEqualTo("tls");
        assertThat(domain.note()).isNull();

        client.call(CertificateRows.REMOVE, new CertificateInput(new CertificateRef("tls")));

        assertThat(https(host, certificate)).isEqualTo("refused");
    }

    @Test
    void saysThatAnApplicationIsNotDeployedYet() throws IOException {
        var repository = new SampleRepository("static-site", folder.resolve("idle"));
        var idle = installation.create("idle", repository);

        installation
                .client()
                .call(
                        DomainRows.ADD,
                        new AddDomain(
                                idle, new HostName("idle.example.org"), null, null, null, null, null, null, null));

        assertThat(get("idle.example.org", "/").status()).isEqualTo(503);
        assertThat(get("idle.example.org", "/").body()).contains("This application is not deployed yet.");
        await(() -> get("idle.apps.test", "/").body().contains("This application is not deployed yet."));
    }

    @Test
    void givesANameOnce() {
        installation.client().call(DomainRows.ADD, domain("once.example.org"));

        assertThatThrownBy(() -> installation.client().call(DomainRows.ADD, domain("once.example.org")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().status()).isEqualTo(409));
        assertThatThrownBy(() -> installation.client().call(DomainRows.ADD, domain("idle.apps.test")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().status()).isEqualTo(400));
    }

    /// The router is held still, so that what is committed cannot reach it before the server dies.
    @Test
    void servesAfterARestartWhatItCouldNotApplyBeforeItsDeath() throws IOException {
        var instance = installation.server().instance();
        var router = "skerry-router-" + instance.substring(instance.length() - 12);
        Leftovers.docker("pause", router);
        try {
            var adding = Thread.ofVirtual().start(DomainsEndToEndTest::addInVain);
            await(DomainsEndToEndTest::isCommitted);
            installation.server().kill();
            adding.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            Leftovers.docker("unpause", router);
        }
        assertThat(get("late.example.org", "/health").status()).isEqualTo(404);

        installation.server().startAgain();

        assertThat(get("late.example.org", "/health").status()).isEqualTo(200);
    }

    private static void addInVain() {
        try {
            installation.client().call(DomainRows.ADD, domain("late.example.org"));
        } catch (UnreachableException e) {
            // The server died meanwhile, as it should.
        }
    }

    private static boolean isCommitted() {
        return installation.client().call(DomainRows.LIST, new ApplicationInput(notes)).items().stream()
                .anyMatch(domain -> domain.host().equals("late.example.org"));
    }

    private static AddDomain domain(String host) {
        return new AddDomain(notes, new HostName(host), null, null, null, null, null, null, null);
    }

    private static List<String> urls() {
        return installation
                .client()
                .call(ApplicationRows.GET, new ApplicationInput(notes))
                .urls();
    }

    private static RouterAnswer get(String host, String path, String... headers) {
        return RouterAnswer.get(installation.server().httpPort(), host, path, headers);
    }

    private static String basic(String credentials) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /// Protocol version and status, or "refused" when the certificate is not the trusted one.
    private static String https(String host, Path trusted) throws IOException {
        if (!Files.exists(trusted)) {
            Files.copy(selfSigned("unrelated.example.org"), trusted);
        }
        var port = installation.server().httpsPort();
        var output = run(
                "curl",
                "--silent",
                "--http2",
                "--max-time",
                "20",
                "--cacert",
                trusted.toString(),
                "--resolve",
                "%s:%d:127.0.0.1".formatted(host, port),
                "--output",
                "/dev/null",
                "--write-out",
                "%{http_version} %{http_code}",
                "https://%s:%d/health".formatted(host, port));
        return output.endsWith(" 000") ? "refused" : output;
    }

    private static Path selfSigned(String host) throws IOException {
        var certificate = folder.resolve(host + ".pem");
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=DNS:" + host,
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                certificate.toString());
        return certificate;
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("It did not happen in time").isLessThan(deadline);
            ServerProcess.pause();
        }
    }
}
