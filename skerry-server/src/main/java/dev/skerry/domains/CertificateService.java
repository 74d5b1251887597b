package dev.skerry.domains;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.NoInput;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.domains.AddCertificate;
import dev.skerry.api.domains.CertificateInput;
import dev.skerry.api.domains.CertificateView;
import dev.skerry.api.events.News.Change;
import dev.skerry.api.values.CertificateId;
import dev.skerry.api.values.CertificateRef;
import dev.skerry.crypto.CertificateChain;
import dev.skerry.crypto.CertificateKey;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.db.UniqueViolation;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Takes certificates in, and knows which is shown for which host.
final class CertificateService {
    private final Database database;
    private final InstantSource clock;
    private final Events events;
    private final Vault vault;
    private final CertificateStore store = new CertificateStore();

    CertificateService(Database database, InstantSource clock, Events events, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.events = events;
        this.vault = vault;
    }

    CertificateView add(Actor actor, AddCertificate input) {
        var now = clock.instant();
        var chain = CertificateChain.parse(input.chain().value(), now);
        var key = CertificateKey.parse(new Secret(input.key().value()), chain);
        var certificate = new Certificate(
                new CertificateId(Uuids.v7(now)),
                actor.organization(),
                input.name(),
                chain.names(),
                chain.issuer(),
                chain.notBefore(),
                chain.notAfter(),
                chain.fingerprint(),
                now);
        try {
            database.useTransaction(transaction -> {
                checkCount(transaction.handle(), actor.organization());
                store.create(transaction, certificate, chain.with(key), vault);
                tell(transaction, certificate, Change.ADDED);
            });
        } catch (UniqueViolation e) {
            throw new SkerryException(
                    ErrorCode.ALREADY_EXISTS,
                    "There is a certificate '%s' already: choose another name. The one that lasts longest is shown."
                            .formatted(input.name()),
                    e);
        }
        return view(certificate);
    }

    Page<CertificateView> list(Actor actor, NoInput input) {
        return database.read(handle -> Page.whole(store.list(handle, actor.organization()).stream()
                .map(CertificateService::view)
                .toList()));
    }

    CertificateView get(Actor actor, CertificateInput input) {
        return database.read(handle -> view(find(handle, actor.organization(), input.certificate())));
    }

    Nothing remove(Actor actor, CertificateInput input) {
        database.useTransaction(transaction -> {
            var certificate = find(transaction.handle(), actor.organization(), input.certificate());
            store.remove(transaction, certificate);
            tell(transaction, certificate, Change.REMOVED);
        });
        return Nothing.NOTHING;
    }

    /// Which certificate is shown for which of these hosts, with chain and key.
    List<Shown> shown(Handle handle, List<Answering> hosts) {
        var stored = store.everybodys(handle, vault);
        var all = stored.stream().map(CertificateStore.Stored::certificate).toList();
        var chosen = new HashMap<CertificateId, List<String>>();
        for (var host : hosts) {
            CertificatePolicy.choose(all, host.organization(), host.host())
                    .ifPresent(certificate -> chosen.computeIfAbsent(certificate.id(), _ -> new ArrayList<>())
                            .add(host.host().value()));
        }
        return stored.stream()
                .filter(one -> chosen.containsKey(one.certificate().id()))
                .map(one -> new Shown(
                        one.certificate().id(),
                        one.pem(),
                        chosen.getOrDefault(one.certificate().id(), List.of())))
                .toList();
    }

    private void tell(Transaction transaction, Certificate certificate, Change change) {
        events.publish(
                transaction,
                new DomainEvent.CertificateChanged(
                        certificate.organization(), certificate.id(), certificate.name(), change));
    }

    private void checkCount(Handle handle, OrganizationId organization) {
        if (store.list(handle, organization).size() >= CertificatePolicy.CERTIFICATES) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "An organization has %d certificates at most: remove one first."
                            .formatted(CertificatePolicy.CERTIFICATES));
        }
    }

    private Certificate find(Handle handle, OrganizationId organization, CertificateRef reference) {
        return store.find(handle, organization, reference)
                .orElseThrow(() -> SkerryException.notFound("certificate", reference));
    }

    private static CertificateView view(Certificate certificate) {
        return new CertificateView(
                certificate.id(),
                certificate.name().value(),
                certificate.hosts(),
                certificate.issuer(),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.fingerprint(),
                certificate.createdAt());
    }
}
