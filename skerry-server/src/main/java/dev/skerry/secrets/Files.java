package dev.skerry.secrets;

import dev.skerry.api.applications.FileView;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.FileText;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The door to files that are mounted into applications.
public final class Files {
    private final Vault vault;
    private final InstantSource clock;
    private final FileStore store = new FileStore();

    public Files(Vault vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
    }

    public List<FileView> list(Handle handle, OrganizationId organization, UUID application) {
        return store.list(handle, organization, application);
    }

    public void set(
            Transaction transaction,
            OrganizationId organization,
            UUID application,
            ContainerPath path,
            FileText content) {
        var size = content.value().getBytes(StandardCharsets.UTF_8).length;
        var encrypted = vault.encrypt(new Secret(content.value()), place(application, path.value()));
        var view = new FileView(path.value(), size, clock.instant());
        store.set(transaction, organization, application, view, encrypted);
    }

    public void unset(Transaction transaction, OrganizationId organization, UUID application, ContainerPath path) {
        if (!store.unset(transaction, organization, application, path)) {
            throw SkerryException.notFound("file", path);
        }
    }

    /// The contents by path, for a release.
    public Map<String, Secret> contents(Handle handle, OrganizationId organization, UUID application) {
        var contents = new LinkedHashMap<String, Secret>();
        store.contents(handle, organization, application)
                .forEach((path, content) -> contents.put(path, vault.decrypt(content, place(application, path))));
        return contents;
    }

    private static String place(UUID application, String path) {
        return "files/%s%s".formatted(application, path);
    }
}
