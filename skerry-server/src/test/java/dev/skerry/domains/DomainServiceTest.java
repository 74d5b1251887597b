package dev.skerry.domains;

import static dev.skerry.domains.DomainFixture.domain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.domains.AddDomain;
import dev.skerry.api.domains.DomainInput;
import dev.skerry.api.domains.DomainView;
import dev.skerry.api.domains.Redirect;
import dev.skerry.api.domains.UpdateDomain;
import dev.skerry.api.events.News;
import dev.skerry.api.events.News.Change;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.RedirectLocation;
import dev.skerry.api.values.RoutePath;
import dev.skerry.api.values.VisitorName;
import dev.skerry.db.TestDatabase;
import dev.skerry.events.Watched;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Cleared;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DomainServiceTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private DomainFixture fixture;
    private DomainService domains;

    @BeforeEach
    void open() {
        fixture = new DomainFixture(DATABASE.get(), folder);
        domains = fixture.domains;
    }

    @Test
    void keepsWhatItIsTold() {
        var ada = fixture.somebody();
        var notes = fixture.application(ada, "notes", null);
        var host = host();

        var added = domains.add(
                ada,
                new AddDomain(
                        notes,
                        new HostName(host),
                        new RoutePath("/api"),
                        true,
                        new RoutePath("/v1"),
                        new PortNumber(9000),
                        true,
                        Map.of(new VisitorName("ada"), new Password("correct horse battery")),
                        null));

        assertThat(domains.get(ada, new DomainInput(new DomainRef(host)))).isEqualTo(added);
        assertThat(added.application()).isEqualTo("default.production.notes");
        assertThat(added.url()).isEqualTo("https://" + host + "/api");
        assertThat(added.certificate()).isNull();
        assertThat(added.note()).startsWith("No certificate names " + host);
        assertThat(added.internalPath()).isEqualTo("/v1");
        assertThat(added.users()).containsExactly("ada");
        assertThat(fixture.told)
                .extracting(Watched::news)
                .containsExactly(new News.DomainChanged(
                        fixture.id(ada, notes), added.id(), Change.ADDED, new HostName(host), new RoutePath("/api")));
    }

    @Test
    void tellsOfEachChangeOnceItIsTrueAndOfNoneThatWasRefused() {
        var ada = fixture.somebody();
        var notes = fixture.application(ada, "notes", null);
        var added = domains.add(ada, domain(notes, host(), "/a"));
        refused(ErrorCode.NOT_FOUND, () -> domains.remove(fixture.somebody(), new DomainInput(reference(added))));
        taken(() -> domains.add(ada, domain(notes, added.host(), "/a")));

        domains.update(ada, update(added, new RoutePath("/b"), null), Cleared.NONE);
        domains.remove(ada, new DomainInput(reference(added)));

        assertThat(fixture.told)
                .extracting(Watched::news)
                .containsExactly(
                        news(ada, notes, added, Change.ADDED, "/a"),
                        news(ada, notes, added, Change.UPDATED, "/b"),
                        news(ada, notes, added, Change.REMOVED, "/b"));
    }

    private News news(Actor actor, ApplicationRef application, DomainView domain, Change change, String path) {
        return new News.DomainChanged(
                fixture.id(actor, application), domain.id(), change, new HostName(domain.host()), new RoutePath(path));
    }

    private static DomainRef reference(DomainView domain) {
        return new DomainRef(domain.id().toString());
    }

    @Test
    void storesPasswordsAsHashesOnly() {
        var ada = fixture.somebody();
        var host = host();
        var users = Map.of(new VisitorName("ada"), new Password("correct horse battery"));
        domains.add(
                ada,
                new AddDomain(
                        fixture.application(ada, "notes", null),
                        new HostName(host),
                        null,
                        null,
                        null,
                        null,
                        null,
                        users,
                        null));

        var stored = DATABASE.get()
                .read(handle -> handle.createQuery("SELECT users FROM domains WHERE host = :host")
                        .bind("host", host)
                        .mapTo(String.class)
                        .one());

        assertThat(stored).matches("\\{\"ada\": \"\\$6\\$[./0-9A-Za-z]{16}\\$[./0-9A-Za-z]{86}\"}");
    }

    @Test
    void changesWhatIsSaidAndNothingElse() {
        var ada = fixture.somebody();
        var view = domains.add(ada, domain(fixture.application(ada, "notes", null), host(), "/a"));

        var changed = domains.update(ada, update(view, null, new PortNumber(9000)), Cleared.NONE);

        assertThat(changed.host()).isEqualTo(view.host());
        assertThat(changed.path()).isEqualTo("/a");
        assertThat(changed.port()).isEqualTo(new PortNumber(9000));
    }

    @Test
    void givesAHostAndPathOnce() {
        var ada = fixture.somebody();
        var notes = fixture.application(ada, "notes", null);
        var other = fixture.application(ada, "other", null);
        var host = host();
        domains.add(ada, domain(notes, host, "/"));
        var api = domains.add(ada, domain(other, host, "/api"));

        taken(() -> domains.add(ada, domain(notes, host, "/")));
        taken(() -> domains.add(ada, domain(other, host, "/")));
        taken(() -> domains.update(ada, update(api, new RoutePath("/"), null), Cleared.NONE));
        assertThat(domains.list(ada, new ApplicationInput(other)).items()).containsExactly(api);
    }

    @Test
    void keepsOtherOrganizationsOffAHostAndWhatItCovers() {
        var ada = fixture.somebody();
        var notes = fixture.application(ada, "notes", null);
        var eve = fixture.somebody();
        var evil = fixture.application(eve, "evil", null);
        var host = host();
        domains.add(ada, domain(notes, "www." + host, "/"));
        domains.add(ada, domain(notes, "*.wild." + host, "/"));

        taken(() -> domains.add(eve, domain(evil, "www." + host, "/")));
        taken(() -> domains.add(eve, domain(evil, "www." + host, "/login")));
        taken(() -> domains.add(eve, domain(evil, "*." + host, "/")));
        taken(() -> domains.add(eve, domain(evil, "a.wild." + host, "/")));
        domains.add(eve, domain(evil, "b.a.wild." + host, "/"));
        domains.add(eve, domain(evil, "shop." + host, "/"));
        domains.add(ada, domain(notes, "a.wild." + host, "/"));
    }

    @Test
    void tellsNobodyOfOthersDomains() {
        var ada = fixture.somebody();
        var eve = fixture.somebody();
        var host = host();
        var view = domains.add(ada, domain(fixture.application(ada, "notes", null), host, "/"));

        for (var reference : new String[] {view.id().toString(), host}) {
            var input = new DomainInput(new DomainRef(reference));
            refused(ErrorCode.NOT_FOUND, () -> domains.get(eve, input));
            refused(ErrorCode.NOT_FOUND, () -> domains.remove(eve, input));
        }
        assertThat(domains.get(ada, new DomainInput(new DomainRef(host)))).isEqualTo(view);
    }

    @Test
    void freesTheNamesOfADeletedApplication() {
        var ada = fixture.somebody();
        var notes = fixture.application(ada, "notes", null);
        var host = host();
        domains.add(ada, domain(notes, host, "/"));

        fixture.delete(notes, ada);

        var eve = fixture.somebody();
        domains.add(eve, domain(fixture.application(eve, "evil", null), host, "/"));
        assertThat(DATABASE.get().read(new DomainStore()::everybodys))
                .filteredOn(domain -> domain.host().value().equals(host))
                .extracting(Domain::organization)
                .containsExactly(eve.organization());
    }

    @Test
    void givesGeneratedNamesOutItself() {
        var ada = fixture.somebody();
        var own = fixture.application(ada, "own", null);
        var other = fixture.application(ada, "other", null);

        for (var host :
                new String[] {label(ada, other) + ".apps.test", "free.apps.test", "*.apps.test", "a.b.apps.test"}) {
            assertThatThrownBy(() -> domains.add(ada, domain(own, host, "/")))
                    .isInstanceOfSatisfying(
                            SkerryException.class, e -> assertThat(e.field()).isEqualTo("/host"))
                    .hasMessageContaining(label(ada, own) + ".apps.test");
        }
        domains.add(ada, domain(own, label(ada, own) + ".apps.test", "/"));
        domains.add(ada, domain(own, "apps.test", "/"));
    }

    @Test
    void givesEachApplicationAGeneratedNameOfItsOwn() {
        var ada = fixture.somebody();
        var eve = fixture.somebody();
        fixture.environment(ada, "b");

        var first = label(ada, fixture.application(ada, "a", "b"));
        var second = label(ada, fixture.application(ada, "a--b", null));
        var third = label(eve, fixture.application(eve, "a--b", null));

        assertThat(first).isEqualTo("a--b");
        assertThat(second).matches("a--b-[0-9a-f]{6}");
        assertThat(third).matches("a--b-[0-9a-f]{6}").isNotEqualTo(second);
    }

    /// The edge leaves such a domain out: two routes for one name would keep every change from it.
    @Test
    void saysThatANameBecameAnothers() {
        var ada = fixture.somebody();
        var own = fixture.application(ada, "gone", null);
        var host = label(ada, own) + ".apps.test";
        domains.add(ada, domain(own, host, "/"));
        fixture.label(ada, own, "other-" + UUID.randomUUID());

        assertThat(domains.get(ada, new DomainInput(new DomainRef(host))).note())
                .startsWith("Not served: names such as " + host);

        var eve = fixture.somebody();
        var now = fixture.application(eve, "now", null);
        fixture.label(eve, now, host.replace(".apps.test", ""));
        domains.add(eve, domain(now, host, "/"));
        refused(ErrorCode.NOT_FOUND, () -> domains.get(ada, new DomainInput(new DomainRef(host))));
    }

    @Test
    void refusesARedirectWithAnApplicationBehindIt() {
        var ada = fixture.somebody();
        var notes = fixture.application(ada, "notes", null);
        var away = new Redirect(new RedirectLocation("https://www.example.org/?a=b"), null, null);
        var keeping = new Redirect(away.location(), null, true);

        assertThatThrownBy(() -> domains.add(ada, redirect(notes, true, away)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.field()).isEqualTo("/redirect"));
        assertThatThrownBy(() -> domains.add(ada, redirect(notes, null, keeping)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.field()).isEqualTo("/redirect/location"));
        assertThat(domains.add(ada, redirect(notes, null, away)).redirect()).isEqualTo(away);
    }

    @Test
    void listsByHostAndPath() {
        var ada = fixture.somebody();
        var notes = fixture.application(ada, "notes", null);
        var host = host();
        domains.add(ada, domain(notes, host, "/b"));
        domains.add(ada, domain(notes, host, "/"));
        domains.add(ada, domain(notes, host, "/B"));

        assertThat(domains.list(ada, new ApplicationInput(notes)).items())
                .extracting(DomainView::path)
                .containsExactly("/", "/B", "/b");
        refused(ErrorCode.AMBIGUOUS, () -> domains.get(ada, new DomainInput(new DomainRef(host))));
    }

    private String label(Actor actor, ApplicationRef application) {
        return DATABASE.get()
                .read(handle -> fixture.applications
                        .resolve(handle, actor.organization(), application)
                        .label());
    }

    private static AddDomain redirect(ApplicationRef application, @Nullable Boolean stripPath, Redirect redirect) {
        return new AddDomain(application, new HostName(host()), null, stripPath, null, null, null, null, redirect);
    }

    private static UpdateDomain update(DomainView view, @Nullable RoutePath path, @Nullable PortNumber port) {
        return new UpdateDomain(new DomainRef(view.id().toString()), null, path, null, null, port, null, null, null);
    }

    private static String host() {
        return UUID.randomUUID() + ".example.org";
    }

    private static void taken(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS))
                .hasMessage("This host and path are taken: choose others.");
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
