package dev.skerry.applications;

import dev.skerry.api.Json;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.applications.Source;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.SearchText;
import dev.skerry.db.Paging;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.events.Events;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of applications.
final class ApplicationStore {
    private static final String ALL = """
            SELECT a.id, a.organization_id, a.environment_id, e.name AS environment_name, p.name AS project_name, a.name,
                a.label, a.source, a.settings, a.status, a.live_release, a.created_at, a.deleted_at
            FROM applications a
            JOIN environments e ON e.id = a.environment_id
            JOIN projects p ON p.id = e.project_id
            """;
    private static final String SELECT = ALL + " WHERE a.organization_id = :organization ";
    private static final String PRESENT = SELECT + " AND a.deleted_at IS NULL";

    private final Events events;

    ApplicationStore(Events events) {
        this.events = events;
    }

    /// Gives it the first of these labels that is free.
    Application create(Transaction transaction, Application application, List<String> labels) {
        var labelled = application.labelled(freeLabel(transaction, application, labels));
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO applications
                            (id, organization_id, environment_id, name, label, source, settings, status, created_at)
                        VALUES (:id, :organization, :environment, :name, :label, :source::jsonb, :settings::jsonb, :status, :created)
                        """)
                .bind("id", application.id())
                .bind("organization", application.organization().value())
                .bind("environment", application.place().environment())
                .bind("name", application.name().value())
                .bind("label", labelled.label())
                .bind("source", json(Source.class, application.source()))
                .bind("settings", json(Settings.class, application.settings()))
                .bind("status", application.status().name())
                .bind("created", application.createdAt())
                .execute();
        return labelled;
    }

    /// Labels are given out one at a time: the lock holds until the transaction ends.
    private static String freeLabel(Transaction transaction, Application application, List<String> labels) {
        transaction.handle().execute("SELECT pg_advisory_xact_lock(hashtext('applications.label'))");
        var taken = transaction
                .handle()
                .createQuery(
                        "SELECT label FROM applications WHERE deleted_at IS NULL AND id <> :id AND label IN (<labels>)")
                .bind("id", application.id())
                .bindList("labels", labels)
                .mapTo(String.class)
                .set();
        return labels.stream()
                .filter(label -> !taken.contains(label))
                .findFirst()
                .orElse(labels.getLast());
    }

    void relabel(Transaction transaction, Application application, List<String> labels) {
        transaction
                .handle()
                .createUpdate(
                        "UPDATE applications SET label = :label WHERE organization_id = :organization AND id = :id")
                .bind("label", freeLabel(transaction, application, labels))
                .bind("organization", application.organization().value())
                .bind("id", application.id())
                .execute();
    }

    /// Those of every organization, deleted ones too: for the edge, which serves them all, and what is on its way out.
    List<Application> everybodys(Handle handle) {
        return handle.createQuery(ALL + " ORDER BY a.id")
                .map((row, context) -> application(row))
                .list();
    }

    /// Those of every organization whose grace time is over.
    List<Applications.Due> due(Handle handle, Instant now) {
        return handle.createQuery(
                        ALL.replace("a.deleted_at", "a.deleted_at, a.delete_volumes") + " WHERE a.purge_at <= :now")
                .bind("now", now)
                .map((row, context) -> new Applications.Due(application(row), row.getBoolean("delete_volumes")))
                .list();
    }

    void forget(Transaction transaction, Application application) {
        var handle = transaction.handle();
        handle.execute(
                "DELETE FROM files WHERE organization_id = ? AND application_id = ?",
                application.organization().value(),
                application.id());
        handle.execute(
                "DELETE FROM applications WHERE organization_id = ? AND id = ? AND deleted_at IS NOT NULL",
                application.organization().value(),
                application.id());
    }

    /// A deleted one too, as long as its rows are there.
    Application get(Handle handle, OrganizationId organization, UUID id) {
        return handle.createQuery(SELECT + " AND a.id = :id")
                .bind("organization", organization.value())
                .bind("id", id)
                .map((row, context) -> application(row))
                .one();
    }

    /// How each of these is named now, deleted ones too.
    Map<UUID, ApplicationRef> refs(Handle handle, OrganizationId organization, List<UUID> ids) {
        return handle.createQuery(SELECT + " AND a.id = ANY (:ids)")
                .bind("organization", organization.value())
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> application(row))
                .collectToMap(Application::id, Application::ref);
    }

    void update(Transaction transaction, Application application) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE applications SET environment_id = :environment, name = :name, source = :source::jsonb,
                            settings = :settings::jsonb
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("environment", application.place().environment())
                .bind("name", application.name().value())
                .bind("source", json(Source.class, application.source()))
                .bind("settings", json(Settings.class, application.settings()))
                .bind("organization", application.organization().value())
                .bind("id", application.id())
                .execute();
    }

    /// @param deletion null takes it back
    void setDeletion(Transaction transaction, Application application, @Nullable Deletion deletion) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE applications SET deleted_at = :at, purge_at = :purge, delete_volumes = :volumes
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("at", deletion == null ? null : deletion.at())
                .bind("purge", deletion == null ? null : deletion.purgeAt())
                .bind("volumes", deletion != null && deletion.volumes())
                .bind("organization", application.organization().value())
                .bind("id", application.id())
                .execute();
        events.publish(
                transaction,
                deletion == null
                        ? new ApplicationEvent.Restored(application.organization(), application.id())
                        : new ApplicationEvent.Deleted(application.organization(), application.id()));
    }

    /// How an application goes.
    record Deletion(Instant at, Instant purgeAt, boolean volumes) {}

    /// Deleted ones that can be restored.
    List<Application> findDeleted(Handle handle, OrganizationId organization, ApplicationRef reference) {
        return find(handle, SELECT + " AND a.deleted_at IS NOT NULL", organization, reference);
    }

    /// By id, or by a name with as much of its environment and project as the caller gave.
    List<Application> find(Handle handle, OrganizationId organization, ApplicationRef reference) {
        return find(handle, PRESENT, organization, reference);
    }

    private static List<Application> find(
            Handle handle, String select, OrganizationId organization, ApplicationRef reference) {
        return handle.createQuery(select + """
                         AND (a.id::text = :reference OR a.name = :last AND :reference IN
                            (a.name, e.name || '.' || a.name, p.name || '.' || e.name || '.' || a.name))
                        ORDER BY p.name, e.name
                        """)
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .bind("last", reference.value().substring(reference.value().lastIndexOf('.') + 1))
                .map((row, context) -> application(row))
                .list();
    }

    List<Application> list(
            Handle handle,
            OrganizationId organization,
            @Nullable UUID environment,
            @Nullable SearchText search,
            Paging paging) {
        var after = paging.afterNamed();
        return handle.createQuery(PRESENT + """
                         AND (:environment::uuid IS NULL OR a.environment_id = :environment::uuid)
                        AND strpos(a.name, :search) > 0 AND (a.name COLLATE "C", a.id) > (:name, :id)
                        ORDER BY a.name COLLATE "C", a.id LIMIT :limit
                        """)
                .bind("organization", organization.value())
                .bind("environment", environment)
                .bind("search", search == null ? "" : search.value())
                .bind("name", after.name())
                .bind("id", after.id())
                .bind("limit", paging.fetch())
                .map((row, context) -> application(row))
                .list();
    }

    /// Whether another application of the installation publishes the port. Ports are given out one at a time: the lock
    /// holds until the transaction ends.
    boolean isOthers(Transaction transaction, Application application, PublishedPort port) {
        transaction.handle().execute("SELECT pg_advisory_xact_lock(hashtext('applications.ports'))");
        return transaction
                .handle()
                .createQuery("""
                        SELECT EXISTS (
                            SELECT FROM applications a, jsonb_array_elements(a.settings -> 'ports') AS port
                            WHERE a.deleted_at IS NULL AND a.id <> :id
                                AND (port ->> 'published')::int = :published
                                AND coalesce(port ->> 'protocol', 'TCP') = :protocol)
                        """)
                .bind("id", application.id())
                .bind("published", port.published().value())
                .bind("protocol", protocol(port).name())
                .mapTo(Boolean.class)
                .one();
    }

    /// Whether the database listens there, of which this process knows the address it was connected by.
    boolean isDatabases(Handle handle, PublishedPort port) {
        return protocol(port) == PublishedPort.Protocol.TCP
                && handle.createQuery("SELECT coalesce(inet_server_port(), 0)")
                                .mapTo(Integer.class)
                                .one()
                        == port.published().value();
    }

    private static PublishedPort.Protocol protocol(PublishedPort port) {
        return Objects.requireNonNullElse(port.protocol(), PublishedPort.Protocol.TCP);
    }

    /// Whether no application is in an environment, not even a deleted one.
    boolean isVacant(Handle handle, OrganizationId organization, UUID environment) {
        return handle.createQuery("""
                        SELECT NOT EXISTS (SELECT FROM applications
                            WHERE organization_id = :organization AND environment_id = :environment)
                        """)
                .bind("organization", organization.value())
                .bind("environment", environment)
                .mapTo(Boolean.class)
                .one();
    }

    /// Those that are in an environment.
    List<Application> in(Handle handle, OrganizationId organization, UUID environment) {
        return handle.createQuery(PRESENT + " AND a.environment_id = :environment ORDER BY a.name")
                .bind("organization", organization.value())
                .bind("environment", environment)
                .map((row, context) -> application(row))
                .list();
    }

    static String sortKey(Application application) {
        return new Paging.Named(application.name().value(), application.id()).toString();
    }

    void lock(Transaction transaction, Application application) {
        transaction
                .handle()
                .createQuery(
                        "SELECT id FROM applications WHERE organization_id = :organization AND id = :id FOR UPDATE")
                .bind("organization", application.organization().value())
                .bind("id", application.id())
                .mapTo(UUID.class)
                .one();
    }

    /// In one order, so that two who do so wait for each other.
    void lockAll(Transaction transaction) {
        transaction
                .handle()
                .createQuery("SELECT id FROM applications ORDER BY id FOR UPDATE")
                .mapTo(UUID.class)
                .list();
    }

    void setStatus(
            Transaction transaction, Application application, ApplicationStatus status, @Nullable Integer release) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE applications SET status = :status, live_release = :release
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("status", status.name())
                .bind("release", release)
                .bind("organization", application.organization().value())
                .bind("id", application.id())
                .execute();
        events.publish(
                transaction,
                new ApplicationEvent.StatusChanged(application.organization(), application.id(), status, release));
    }

    private static <T> String json(Class<T> type, T value) {
        return Json.MAPPER.writerFor(type).writeValueAsString(value);
    }

    private static Application application(ResultSet row) throws SQLException {
        return new Application(
                Rows.id(row, "id"),
                new OrganizationId(Rows.id(row, "organization_id")),
                new Application.Place(
                        Rows.id(row, "environment_id"),
                        new Name(row.getString("environment_name")),
                        new Name(row.getString("project_name"))),
                new Name(row.getString("name")),
                row.getString("label"),
                Json.MAPPER.readValue(row.getString("source"), Source.class),
                Json.MAPPER.readValue(row.getString("settings"), Settings.class),
                ApplicationStatus.valueOf(row.getString("status")),
                Rows.integerOrNull(row, "live_release"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "deleted_at"));
    }
}
