package dev.skerry.deployments;

import dev.skerry.api.Json;
import dev.skerry.applications.Application;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Paging;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Release.Specification;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.secrets.Configuration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/// SQL of releases. Environment and files are stored encrypted, for exactly their release.
final class ReleaseStore {
    private static final String SELECT = """
            SELECT id, application_id, version, image, commit_id, specification, environment, files, created_at
            FROM releases WHERE organization_id = :organization
            """;

    private static final String ENVIRONMENT = "environment";
    private static final String FILES = "files";

    private final Vault vault;

    ReleaseStore(Vault vault) {
        this.vault = vault;
    }

    /// @param plain the names of those of its variables that may be shown
    void create(Transaction transaction, OrganizationId organization, Release release, Set<String> plain) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO releases (id, organization_id, application_id, version, image, commit_id, specification,
                            environment, plain_variables, files, created_at)
                        VALUES (:id, :organization, :application, :version, :image, :commit, :specification::jsonb,
                            :environment, :plain, :files, :created)
                        """)
                .bind("id", release.id())
                .bind("organization", organization.value())
                .bind("application", release.application())
                .bind("version", release.version())
                .bind("image", release.image())
                .bind("commit", release.commit())
                .bind("specification", Json.MAPPER.writeValueAsString(release.specification()))
                .bind("environment", vault.encrypt(json(release.environment()), place(release.id(), ENVIRONMENT)))
                .bindArray("plain", String.class, plain)
                .bind("files", vault.encrypt(json(release.files()), place(release.id(), FILES)))
                .bind("created", release.createdAt())
                .execute();
    }

    int nextVersion(Handle handle, Application application) {
        return handle.createQuery("""
                        SELECT coalesce(max(version), 0) + 1 FROM releases
                        WHERE organization_id = :organization AND application_id = :application
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .mapTo(Integer.class)
                .one();
    }

    Release get(Handle handle, OrganizationId organization, UUID id) {
        return handle.createQuery(SELECT + " AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id)
                .map((row, context) -> release(row))
                .one();
    }

    /// How it runs, without its configuration, which takes a key to read.
    Specification specification(Handle handle, OrganizationId organization, UUID id) {
        return handle.createQuery(
                        "SELECT specification FROM releases WHERE organization_id = :organization AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id)
                .map((row, context) -> specification(row))
                .one();
    }

    /// How these run, of every organization: for the reconciler and the edge, which serve them all.
    Map<UUID, Specification> specifications(Handle handle, Collection<UUID> ids) {
        return handle.createQuery("SELECT id, specification FROM releases WHERE id = ANY (:ids)")
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> Map.entry(Rows.id(row, "id"), specification(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Without its configuration, as well.
    int version(Handle handle, OrganizationId organization, UUID id) {
        return handle.createQuery("SELECT version FROM releases WHERE organization_id = :organization AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    /// The same of each of these.
    Map<UUID, Integer> versions(Handle handle, OrganizationId organization, List<UUID> ids) {
        return handle.createQuery(
                        "SELECT id, version FROM releases WHERE organization_id = :organization AND id = ANY (:ids)")
                .bind("organization", organization.value())
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> Map.entry(Rows.id(row, "id"), row.getInt("version")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /// What nobody may see of what a release runs with.
    List<Secret> secrets(Handle handle, OrganizationId organization, UUID id) {
        return new Configuration(get(handle, organization, id).environment(), plain(handle, organization, id))
                .secrets();
    }

    /// The names of those of its variables that may be shown.
    Set<String> plain(Handle handle, OrganizationId organization, UUID id) {
        return handle.createQuery("""
                        SELECT unnest(plain_variables) FROM releases
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("organization", organization.value())
                .bind("id", id)
                .mapTo(String.class)
                .set();
    }

    Optional<Release> find(Handle handle, Application application, int version) {
        return handle.createQuery(SELECT + " AND application_id = :application AND version = :version")
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .bind("version", version)
                .map((row, context) -> release(row))
                .findOne();
    }

    /// The images an application needs: of its newest releases, of the one that serves or will when it is started
    /// again, and of those that are named.
    Set<String> images(Handle handle, Application application, int newest, List<UUID> named) {
        return handle.createQuery("""
                        SELECT image FROM releases
                        WHERE organization_id = :organization AND application_id = :application
                            AND (id = ANY (:named) OR version = :live)
                        UNION
                        (SELECT image FROM releases
                        WHERE organization_id = :organization AND application_id = :application
                        ORDER BY version DESC LIMIT :newest)
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .bindArray("named", UUID.class, named)
                .bind("live", application.liveRelease())
                .bind("newest", newest)
                .mapTo(String.class)
                .set();
    }

    /// Remembers when it first got requests.
    void setServed(Transaction transaction, OrganizationId organization, Release release, Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE releases SET served_at = coalesce(served_at, :now)
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("now", now)
                .bind("organization", organization.value())
                .bind("id", release.id())
                .execute();
    }

    /// The newest one older than a version that has ever served: one that failed its checks is nothing to go back to.
    Optional<Release> servedBefore(Handle handle, Application application, int version) {
        return handle.createQuery(SELECT + """
                         AND application_id = :application AND version < :version AND served_at IS NOT NULL
                        ORDER BY version DESC LIMIT 1
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .bind("version", version)
                .map((row, context) -> release(row))
                .findOne();
    }

    /// Writes down that these images are given up: no release that has one of them can be gone back to.
    void giveUp(Transaction transaction, Collection<String> images, Instant now) {
        transaction
                .handle()
                .createUpdate(
                        "UPDATE releases SET collected_at = :now WHERE collected_at IS NULL AND image = ANY (:images)")
                .bind("now", now)
                .bindArray("images", String.class, images)
                .execute();
    }

    /// The releases of an application whose image was given up.
    Set<UUID> collected(Handle handle, Application application) {
        return handle.createQuery("""
                        SELECT id FROM releases
                        WHERE organization_id = :organization AND application_id = :application AND collected_at IS NOT NULL
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .mapTo(UUID.class)
                .set();
    }

    /// Newest first.
    List<Release> list(Handle handle, Application application, Paging paging) {
        return handle.createQuery(SELECT + """
                         AND application_id = :application
                        AND (:after::integer IS NULL OR version < :after::integer) ORDER BY version DESC LIMIT :limit
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .bind("after", paging.afterNumber())
                .bind("limit", paging.fetch())
                .map((row, context) -> release(row))
                .list();
    }

    private Release release(ResultSet row) throws SQLException {
        var id = Rows.id(row, "id");
        return new Release(
                id,
                Rows.id(row, "application_id"),
                row.getInt("version"),
                row.getString("image"),
                row.getString("commit_id"),
                specification(row),
                secrets(vault.decrypt(row.getBytes(ENVIRONMENT), place(id, ENVIRONMENT))),
                secrets(vault.decrypt(row.getBytes(FILES), place(id, FILES))),
                Rows.instant(row, "created_at"));
    }

    private static Specification specification(ResultSet row) throws SQLException {
        return Json.MAPPER.readValue(row.getString("specification"), Specification.class);
    }

    private static Secret json(Map<String, Secret> secrets) {
        var open = new TreeMap<String, String>();
        secrets.forEach((name, value) -> open.put(name, value.reveal()));
        return new Secret(Json.MAPPER.writeValueAsString(open));
    }

    private static Map<String, Secret> secrets(Secret json) {
        var open = Json.MAPPER.readValue(json.reveal(), new TypeReference<LinkedHashMap<String, String>>() {});
        var closed = new LinkedHashMap<String, Secret>();
        open.forEach((name, value) -> closed.put(name, new Secret(value)));
        return closed;
    }

    private static String place(UUID release, String column) {
        return "releases/%s/%s".formatted(release, column);
    }
}
