package dev.skerry.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.NoInput;
import dev.skerry.api.domains.AddCertificate;
import dev.skerry.api.domains.CertificateInput;
import dev.skerry.api.domains.CertificateView;
import dev.skerry.api.events.News;
import dev.skerry.api.events.News.Change;
import dev.skerry.api.values.CertificatePem;
import dev.skerry.api.values.CertificateRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PrivateKeyPem;
import dev.skerry.db.TestDatabase;
import dev.skerry.events.Watched;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Certificates as OpenSSL makes them, in a real database.
class CertificateServiceTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private static Path folder;

    private DomainFixture fixture;
    private CertificateService certificates;

    @BeforeEach
    void open() {
        fixture = new DomainFixture(DATABASE.get(), folder);
        // OpenSSL makes certificates that are valid from this very moment on.
        fixture.clock.advance(Duration.ofSeconds(
                Duration.between(DomainFixture.NOW, Instant.now()).toSeconds() + 60));
        certificates = fixture.certificates;
    }

    @Test
    void keepsWhatItIsGivenAndShowsAllButTheKey() {
        var ada = fixture.somebody();
        var made = TestPem.make(30, "www.example.org", "*.example.org");

        var added = add(ada, "site", made);

        assertThat(added.name()).isEqualTo("site");
        assertThat(added.names()).containsExactly("*.example.org", "www.example.org");
        assertThat(added.notAfter()).isBetween(Instant.now().plus(Duration.ofDays(29)), in(31));
        assertThat(certificates.get(ada, input("site"))).isEqualTo(added);
        assertThat(certificates.get(ada, input(added.id().toString()))).isEqualTo(added);
        assertThat(certificates.list(ada, new NoInput()).items()).containsExactly(added);
        assertThat(stored(added)).doesNotContain("PRIVATE KEY");
        assertThat(shown(ada, "www.example.org").getFirst().pem().reveal())
                .contains(made.chain().strip())
                .contains("PRIVATE KEY");
    }

    @Test
    void tellsOfEachChangeOnceItIsTrueAndOfNoneThatWasRefused() {
        var ada = fixture.somebody();
        var made = TestPem.make(30, "www.example.org");
        var added = add(ada, "site", made);
        refused(ErrorCode.ALREADY_EXISTS, () -> add(ada, "site", made));
        refused(ErrorCode.NOT_FOUND, () -> certificates.remove(fixture.somebody(), input("site")));

        certificates.remove(ada, input("site"));

        assertThat(fixture.told)
                .extracting(Watched::news)
                .containsExactly(
                        new News.CertificateChanged(added.id(), Change.ADDED, new Name("site")),
                        new News.CertificateChanged(added.id(), Change.REMOVED, new Name("site")));
        assertThat(fixture.told).allMatch(event -> event.organization().equals(ada.organization()));
        assertThat(certificates.list(ada, new NoInput()).items()).isEmpty();
    }

    @Test
    void showsTheOneThatLastsLongestAndTheOtherWhenItGoes() {
        var ada = fixture.somebody();
        add(ada, "old", TestPem.make(10, "www.example.org"));
        var renewed = add(ada, "renewed", TestPem.make(90, "www.example.org"));

        assertThat(shown(ada, "www.example.org", "other.example.net"))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(renewed.id()))
                .satisfies(one -> assertThat(one.hosts()).containsExactly("www.example.org"));

        certificates.remove(ada, input("renewed"));

        assertThat(shown(ada, "www.example.org"))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isNotEqualTo(renewed.id()));
    }

    @Test
    void keepsOrganizationsApart() {
        var ada = fixture.somebody();
        var eve = fixture.somebody();
        var hers = add(ada, "site", TestPem.make(30, "www.example.org"));

        refused(ErrorCode.NOT_FOUND, () -> certificates.get(eve, input("site")));
        refused(ErrorCode.NOT_FOUND, () -> certificates.get(eve, input(hers.id().toString())));
        assertThat(certificates.list(eve, new NoInput()).items()).isEmpty();
        assertThat(shown(eve, "www.example.org")).isEmpty();
        assertThat(add(eve, "site", TestPem.make(30, "www.example.org")).name()).isEqualTo("site");
    }

    @Test
    void refusesWhatIsNoPairOrIsOver() {
        var ada = fixture.somebody();
        var made = TestPem.make(30, "www.example.org");
        var other = TestPem.make(30, "www.example.org");

        refused(ErrorCode.INVALID_INPUT, () -> add(ada, "mixed", new TestPem(made.chain(), other.key())));
        fixture.clock.advance(Duration.ofDays(31));
        refused(ErrorCode.INVALID_INPUT, () -> add(ada, "over", made));
        assertThat(certificates.list(ada, new NoInput()).items()).isEmpty();
        assertThat(fixture.told).isEmpty();
    }

    private CertificateView add(Actor actor, String name, TestPem pem) {
        return certificates.add(
                actor,
                new AddCertificate(new Name(name), new CertificatePem(pem.chain()), new PrivateKeyPem(pem.key())));
    }

    private static CertificateInput input(String reference) {
        return new CertificateInput(new CertificateRef(reference));
    }

    private List<Shown> shown(Actor actor, String... hosts) {
        var answering = List.of(hosts).stream()
                .map(host -> new Answering(actor.organization(), new HostName(host)))
                .toList();
        return DATABASE.get().read(handle -> certificates.shown(handle, answering));
    }

    /// The bytes in the row, as whoever steals the database has them.
    private static String stored(CertificateView certificate) {
        var bytes = DATABASE.get()
                .read(handle -> handle.createQuery("SELECT pem FROM certificates WHERE id = :id")
                        .bind("id", certificate.id().value())
                        .mapTo(byte[].class)
                        .one());
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Instant in(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
