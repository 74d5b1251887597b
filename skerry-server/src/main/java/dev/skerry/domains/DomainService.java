package dev.skerry.domains;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.domains.AddDomain;
import dev.skerry.api.domains.DomainInput;
import dev.skerry.api.domains.DomainView;
import dev.skerry.api.domains.UpdateDomain;
import dev.skerry.api.events.News.Change;
import dev.skerry.api.values.DomainId;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.RoutePath;
import dev.skerry.api.values.VisitorName;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.crypto.Crypt;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.db.UniqueViolation;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.operations.Cleared;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Gives names to applications and takes them back.
final class DomainService {
    private final Database database;
    private final InstantSource clock;
    private final Events events;
    private final Applications applications;
    private final Addresses addresses;
    private final DomainViews views;
    private final DomainStore store = new DomainStore();
    private final CertificateStore certificates = new CertificateStore();

    DomainService(
            Database database, InstantSource clock, Events events, Applications applications, Addresses addresses) {
        this.database = database;
        this.clock = clock;
        this.events = events;
        this.applications = applications;
        this.addresses = addresses;
        this.views = new DomainViews(addresses);
    }

    DomainView add(Actor actor, AddDomain input) {
        var settings = new Domain.Settings(
                isTrue(input.stripPath()), input.internalPath(), input.port(), isTrue(input.https()), input.redirect());
        DomainPolicy.check(settings);
        var hashes = hashes(input.users());
        return claiming(transaction -> {
            var application = applications.resolve(transaction.handle(), actor.organization(), input.application());
            var now = clock.instant();
            var domain = new Domain(
                    new DomainId(Uuids.v7(now)),
                    actor.organization(),
                    application.id(),
                    input.host(),
                    Objects.requireNonNullElse(input.path(), RoutePath.ROOT),
                    settings,
                    hashes,
                    now);
            claim(transaction, application, domain);
            checkCount(transaction.handle(), application);
            store.create(transaction, domain);
            tell(transaction, domain, Change.ADDED);
            return view(transaction.handle(), application, domain);
        });
    }

    DomainView update(Actor actor, UpdateDomain input, Cleared cleared) {
        var users = input.users() == null ? null : hashes(input.users());
        return claiming(transaction -> {
            var before = find(transaction.handle(), actor.organization(), input.domain());
            var application = applications.get(transaction.handle(), actor.organization(), before.application());
            var after = changed(before, input, cleared).visitedBy(cleared.or("users", users, before.users(), Map.of()));
            DomainPolicy.check(after.settings());
            claim(transaction, application, after);
            store.update(transaction, after);
            tell(transaction, after, Change.UPDATED);
            return view(transaction.handle(), application, after);
        });
    }

    Page<DomainView> list(Actor actor, ApplicationInput input) {
        return database.read(handle -> {
            var application = applications.resolve(handle, actor.organization(), input.application());
            var found = store.of(handle, actor.organization(), List.of(application.id()));
            var known = certificates.list(handle, actor.organization());
            return Page.whole(found.stream()
                    .map(domain -> views.view(application, domain, known))
                    .toList());
        });
    }

    DomainView get(Actor actor, DomainInput input) {
        return database.read(handle -> {
            var domain = find(handle, actor.organization(), input.domain());
            return view(handle, applications.get(handle, actor.organization(), domain.application()), domain);
        });
    }

    Nothing remove(Actor actor, DomainInput input) {
        database.useTransaction(transaction -> {
            var domain = find(transaction.handle(), actor.organization(), input.domain());
            store.remove(transaction, domain);
            tell(transaction, domain, Change.REMOVED);
        });
        return Nothing.NOTHING;
    }

    /// Runs work that wants a name, one after the other in the whole installation.
    private DomainView claiming(Function<Transaction, DomainView> work) {
        try {
            return database.inTransaction(transaction -> {
                store.lockNames(transaction);
                return work.apply(transaction);
            });
        } catch (UniqueViolation e) {
            throw taken(e);
        }
    }

    /// Refuses a name that is not to be had. Whose it is stays untold.
    private void claim(Transaction transaction, Application application, Domain domain) {
        var host = domain.host();
        DomainPolicy.checkReserved(addresses, application, host);
        store.free(transaction, host, domain.path());
        if (host.equals(addresses.generated(application))) {
            store.freeGenerated(transaction, host, application.id())
                    .forEach(freed -> tell(transaction, freed, Change.REMOVED));
        }
        if (store.isOthers(transaction.handle(), domain.organization(), host)) {
            throw taken(null);
        }
    }

    private void tell(Transaction transaction, Domain domain, Change change) {
        events.publish(transaction, new DomainEvent.DomainChanged(domain, change));
    }

    private void checkCount(Handle handle, Application application) {
        if (store.count(handle, application.organization(), application.id()) >= DomainPolicy.DOMAINS) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "An application has %d domains at most: remove one first.".formatted(DomainPolicy.DOMAINS));
        }
    }

    private Domain find(Handle handle, OrganizationId organization, DomainRef reference) {
        var found = store.find(handle, organization, reference);
        if (found.size() > 1) {
            throw new SkerryException(
                    ErrorCode.AMBIGUOUS,
                    "'%s' has %d domains, one for each path: name one by its id, as 'skerry domains list' shows it."
                            .formatted(reference, found.size()));
        }
        return found.stream().findFirst().orElseThrow(() -> SkerryException.notFound("domain", reference));
    }

    private DomainView view(Handle handle, Application application, Domain domain) {
        return views.view(application, domain, certificates.list(handle, domain.organization()));
    }

    private static Domain changed(Domain before, UpdateDomain input, Cleared cleared) {
        var old = before.settings();
        return new Domain(
                before.id(),
                before.organization(),
                before.application(),
                Objects.requireNonNullElse(input.host(), before.host()),
                cleared.or("path", input.path(), before.path(), RoutePath.ROOT),
                new Domain.Settings(
                        cleared.or("stripPath", input.stripPath(), old.stripPath(), false),
                        cleared.orNone("internalPath", input.internalPath(), old.internalPath()),
                        cleared.orNone("port", input.port(), old.port()),
                        cleared.or("https", input.https(), old.https(), false),
                        cleared.orNone("redirect", input.redirect(), old.redirect())),
                before.users(),
                before.createdAt());
    }

    /// Outside of any transaction: each hash takes milliseconds.
    private static Map<String, Secret> hashes(@Nullable Map<VisitorName, Password> users) {
        var hashes = new HashMap<String, Secret>();
        if (users != null) {
            DomainPolicy.checkUsers(users.size());
            users.forEach((name, password) -> hashes.put(name.value(), Crypt.hash(new Secret(password.value()))));
        }
        return hashes;
    }

    private static SkerryException taken(@Nullable Throwable cause) {
        return new SkerryException(ErrorCode.ALREADY_EXISTS, "This host and path are taken: choose others.", cause);
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return flag != null && flag;
    }
}
