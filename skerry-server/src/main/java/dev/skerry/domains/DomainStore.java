package dev.skerry.domains;

import dev.skerry.api.Json;
import dev.skerry.api.values.DomainId;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.RoutePath;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import tools.jackson.core.type.TypeReference;

/// SQL of domains. Those of a deleted application are as good as gone: nobody sees them, and who wants their names gets
/// them.
final class DomainStore {
    private static final String ALL = """
            SELECT d.id, d.organization_id, d.application_id, d.host, d.path, d.settings, d.users, d.created_at
            FROM domains d JOIN applications a ON a.id = d.application_id AND a.deleted_at IS NULL
            """;
    private static final String SELECT = ALL + " WHERE d.organization_id = :organization ";

    /// Who claims a name must be the only one who does, until the transaction ends.
    void lockNames(Transaction transaction) {
        transaction.handle().execute("SELECT pg_advisory_xact_lock(hashtext('domains'))");
    }

    /// Whether a domain of another organization answers at this host, or at some name this one answers at too.
    boolean isOthers(Handle handle, OrganizationId organization, HostName host) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM domains d
                            JOIN applications a ON a.id = d.application_id AND a.deleted_at IS NULL
                            WHERE d.organization_id <> :organization AND (d.host = :host
                                OR (d.host LIKE '*.%' OR :wildcard)
                                    AND substr(d.host, strpos(d.host, '.') + 1) = :parent))
                        """)
                .bind("organization", organization.value())
                .bind("host", host.value())
                .bind("wildcard", DomainPolicy.isWildcard(host))
                .bind("parent", DomainPolicy.parent(host))
                .mapTo(Boolean.class)
                .one();
    }

    /// Takes the name from an application that was deleted with it.
    void free(Transaction transaction, HostName host, RoutePath path) {
        transaction
                .handle()
                .createUpdate("""
                        DELETE FROM domains d USING applications a
                        WHERE a.id = d.application_id AND a.deleted_at IS NOT NULL AND d.host = :host AND d.path = :path
                        """)
                .bind("host", host.value())
                .bind("path", path.value())
                .execute();
    }

    /// Takes a generated name from applications that had it before: they are not served there any more.
    ///
    /// @return the domains that are gone
    List<Domain> freeGenerated(Transaction transaction, HostName host, UUID owner) {
        var freed = transaction
                .handle()
                .createQuery(ALL + " WHERE d.host = :host AND d.application_id <> :owner ORDER BY d.id")
                .bind("host", host.value())
                .bind("owner", owner)
                .map((row, context) -> domain(row))
                .list();
        transaction
                .handle()
                .createUpdate("DELETE FROM domains WHERE host = :host AND application_id <> :owner")
                .bind("host", host.value())
                .bind("owner", owner)
                .execute();
        return freed;
    }

    void create(Transaction transaction, Domain domain) {
        var insert = transaction.handle().createUpdate("""
                        INSERT INTO domains (id, organization_id, application_id, host, path, settings, users, created_at)
                        VALUES (:id, :organization, :application, :host, :path, :settings::jsonb, :users::jsonb, :created)
                        """);
        bind(insert, domain)
                .bind("application", domain.application())
                .bind("created", domain.createdAt())
                .execute();
    }

    void update(Transaction transaction, Domain domain) {
        var update = transaction.handle().createUpdate("""
                        UPDATE domains SET host = :host, path = :path, settings = :settings::jsonb, users = :users::jsonb
                        WHERE organization_id = :organization AND id = :id
                        """);
        bind(update, domain).execute();
    }

    void remove(Transaction transaction, Domain domain) {
        transaction
                .handle()
                .createUpdate("DELETE FROM domains WHERE organization_id = :organization AND id = :id")
                .bind("organization", domain.organization().value())
                .bind("id", domain.id().value())
                .execute();
    }

    /// By id or host.
    List<Domain> find(Handle handle, OrganizationId organization, DomainRef reference) {
        return handle.createQuery(SELECT + " AND (d.id::text = :reference OR d.host = :reference) ORDER BY d.path")
                .bind("organization", organization.value())
                .bind("reference", reference.value())
                .map((row, context) -> domain(row))
                .list();
    }

    int count(Handle handle, OrganizationId organization, UUID application) {
        return handle.createQuery("""
                        SELECT count(*) FROM domains WHERE organization_id = :organization AND application_id = :application
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .mapTo(Integer.class)
                .one();
    }

    /// By host and path.
    List<Domain> of(Handle handle, OrganizationId organization, Collection<UUID> applications) {
        return handle.createQuery(
                        SELECT + " AND d.application_id = ANY (:applications) ORDER BY d.host, d.path COLLATE \"C\"")
                .bind("organization", organization.value())
                .bind("applications", applications.toArray(UUID[]::new))
                .map((row, context) -> domain(row))
                .list();
    }

    /// Those of every organization: for the edge, which serves them all.
    List<Domain> everybodys(Handle handle) {
        return handle.createQuery(ALL + " ORDER BY d.id")
                .map((row, context) -> domain(row))
                .list();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Domain domain) {
        var hashes = new TreeMap<String, String>();
        domain.users().forEach((name, hash) -> hashes.put(name, hash.reveal()));
        return statement
                .bind("id", domain.id().value())
                .bind("organization", domain.organization().value())
                .bind("host", domain.host().value())
                .bind("path", domain.path().value())
                .bind("settings", Json.MAPPER.writeValueAsString(domain.settings()))
                .bind("users", Json.MAPPER.writeValueAsString(hashes));
    }

    private static Domain domain(ResultSet row) throws SQLException {
        var users = new TreeMap<String, Secret>();
        Json.MAPPER
                .readValue(row.getString("users"), new TypeReference<Map<String, String>>() {})
                .forEach((name, hash) -> users.put(name, new Secret(hash)));
        return new Domain(
                new DomainId(Rows.id(row, "id")),
                new OrganizationId(Rows.id(row, "organization_id")),
                Rows.id(row, "application_id"),
                new HostName(row.getString("host")),
                new RoutePath(row.getString("path")),
                Json.MAPPER.readValue(row.getString("settings"), Domain.Settings.class),
                users,
                Rows.instant(row, "created_at"));
    }
}
