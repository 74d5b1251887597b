package dev.skerry.domains;

import static dev.skerry.operations.Binding.bind;
import static dev.skerry.operations.Binding.bindChange;
import static dev.skerry.operations.Binding.bindStored;

import dev.skerry.api.catalogue.CertificateRows;
import dev.skerry.api.catalogue.DomainRows;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Applications;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.events.Events;
import dev.skerry.operations.Binding;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The door of this feature.
public final class Domains {
    private final DomainService service;
    private final CertificateService certificates;
    private final DomainStore store = new DomainStore();

    public Domains(
            Database database,
            Vault vault,
            InstantSource clock,
            Events events,
            Applications applications,
            Addresses addresses) {
        this.service = new DomainService(database, clock, events, applications, addresses);
        this.certificates = new CertificateService(database, clock, events, vault);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(DomainRows.ADD, service::add),
                bindStored(DomainRows.LIST, service::list),
                bindStored(DomainRows.GET, service::get),
                bindChange(DomainRows.UPDATE, service::update),
                bind(DomainRows.REMOVE, service::remove),
                bind(CertificateRows.ADD, certificates::add),
                bindStored(CertificateRows.LIST, certificates::list),
                bindStored(CertificateRows.GET, certificates::get),
                bind(CertificateRows.REMOVE, certificates::remove));
    }

    /// Those of every organization: for the edge, which serves them all.
    public List<Domain> everybodys(Handle handle) {
        return store.everybodys(handle);
    }

    /// Which certificates the edge has to show for these hosts. Each host stands there once.
    public List<Shown> certificates(Handle handle, List<Answering> hosts) {
        return certificates.shown(handle, hosts);
    }
}
