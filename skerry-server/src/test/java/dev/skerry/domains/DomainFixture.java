package dev.skerry.domains;

import dev.skerry.api.Role;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.domains.AddDomain;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.RoutePath;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Applications;
import dev.skerry.applications.PublishablePorts;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SettableClock;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.Credentials;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// This feature on a real database, with the features before it.
final class DomainFixture {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    final Database database;
    final SettableClock clock = new SettableClock(NOW);
    final Addresses addresses = new Addresses("apps.test", 80, 443);
    final Projects projects;
    final Applications applications;
    final DomainService domains;
    final CertificateService certificates;
    final List<DomainEvent> told = new ArrayList<>();

    DomainFixture(Database database, Path folder) {
        this.database = database;
        var vault = Vault.open(folder.resolve("keys.json"));
        var events = new Events();
        var _ = events.subscribe(DomainEvent.class, told::add);
        this.projects = new Projects(database, clock);
        this.applications = new Applications(
                new Applications.Storage(database, clock, events),
                projects,
                new Applications.Secrets(
                        new Variables(database, vault, clock, projects),
                        new Files(vault, clock),
                        new Credentials(database, vault, clock)),
                new DomainUrls(addresses),
                new PublishablePorts(List.of(), Set.of()));
        this.domains = new DomainService(database, clock, events, applications, addresses);
        this.certificates = new CertificateService(database, clock, events, vault);
    }

    /// Somebody of an organization of their own.
    Actor somebody() {
        var organization = UUID.randomUUID();
        database.useTransaction(transaction -> transaction
                .handle()
                .createUpdate("INSERT INTO organizations (id, name, created_at) VALUES (:id, :name, :now)")
                .bind("id", organization)
                .bind("name", organization.toString())
                .bind("now", NOW)
                .execute());
        return new Actor(UUID.randomUUID(), new OrganizationId(organization), Role.OWNER, UUID.randomUUID(), false);
    }

    ApplicationRef application(Actor actor, String name, @Nullable String environment) {
        var input = new CreateApplication(
                new Name(name),
                environment == null ? null : new EnvironmentRef(environment),
                new Source.Image(new ImageReference("notes:1")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        create(actor, input);
        return new ApplicationRef(name);
    }

    /// In the default project.
    void environment(Actor actor, String name) {
        database.useTransaction(transaction -> {
            var production = projects.resolve(transaction, actor.organization(), null);
            transaction
                    .handle()
                    .createUpdate("""
                            INSERT INTO environments (id, organization_id, project_id, name, created_at)
                            SELECT gen_random_uuid(), organization_id, project_id, :name, created_at
                            FROM environments WHERE id = :production
                            """)
                    .bind("name", name)
                    .bind("production", production.id())
                    .execute();
        });
    }

    private void create(Actor actor, CreateApplication input) {
        applications.operations().stream()
                .filter(binding -> binding.operation().equals(ApplicationRows.CREATE))
                .forEach(binding -> call(binding, actor, input));
    }

    private static <I extends Record> void call(Binding<I, ?> binding, Actor actor, Record input) {
        binding.handler().handle(actor, binding.operation().input().cast(input));
    }

    void delete(ApplicationRef application, Actor actor) {
        var id = database.read(handle ->
                applications.resolve(handle, actor.organization(), application).id());
        database.useTransaction(transaction -> transaction
                .handle()
                .createUpdate("UPDATE applications SET deleted_at = :now WHERE id = :id")
                .bind("now", NOW)
                .bind("id", id)
                .execute());
    }

    UUID id(Actor actor, ApplicationRef application) {
        return database.read(handle ->
                applications.resolve(handle, actor.organization(), application).id());
    }

    /// Gives it another label, as a restored application may get.
    void label(Actor actor, ApplicationRef application, String label) {
        var id = database.read(handle ->
                applications.resolve(handle, actor.organization(), application).id());
        database.useTransaction(transaction -> transaction
                .handle()
                .createUpdate("UPDATE applications SET label = :label WHERE id = :id")
                .bind("label", label)
                .bind("id", id)
                .execute());
    }

    static AddDomain domain(ApplicationRef application, String host, String path) {
        return new AddDomain(application, new HostName(host), new RoutePath(path), null, null, null, null, null, null);
    }
}
