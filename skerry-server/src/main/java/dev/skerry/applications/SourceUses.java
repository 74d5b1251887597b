package dev.skerry.applications;

import static dev.skerry.operations.Binding.bind;
import static dev.skerry.operations.Binding.bindUpload;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.CredentialRows;
import dev.skerry.api.catalogue.SourceRows;
import dev.skerry.api.sources.ArchiveView;
import dev.skerry.api.sources.CredentialInput;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Binding;
import dev.skerry.operations.Upload;
import dev.skerry.sources.Archive;
import dev.skerry.sources.Credentials;
import dev.skerry.sources.Sources;
import dev.skerry.sources.UploadedArchives;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What applications are deployed from: takes archives for those that are deployed from them, and lets no credential go
/// that one needs.
public final class SourceUses {
    private final Database database;
    private final Applications applications;
    private final UploadedArchives archives;
    private final Credentials credentials;

    public SourceUses(Database database, Applications applications, Sources sources) {
        this.database = database;
        this.applications = applications;
        this.archives = sources.archives();
        this.credentials = sources.credentials();
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bindUpload(SourceRows.UPLOAD, this::upload), bind(CredentialRows.DELETE, this::deleteCredential));
    }

    /// No transaction is open while bytes come, which may take minutes: what was found before is looked at again.
    private ArchiveView upload(Actor actor, ApplicationInput input, Upload upload) {
        var application = database.read(handle -> receiving(handle, actor, input));
        var archive = archives.receive(actor.organization(), application.id(), upload);
        try {
            database.useTransaction(transaction -> {
                applications.lock(transaction, receiving(transaction.handle(), actor, input));
                archives.accept(transaction, archive);
            });
        } catch (RuntimeException e) {
            archives.drop(archive);
            throw e;
        }
        return view(application, archive);
    }

    /// An application that is deployed from elsewhere is not turned round by an upload: that would end its link to a
    /// repository without a word.
    private Application receiving(Handle handle, Actor actor, ApplicationInput input) {
        var application = applications.resolve(handle, actor.organization(), input.application());
        if (!(application.source() instanceof Source.Archive)) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "'%s' is not deployed from archives but from %s, so that an upload would never be used. Change its source to an archive first, or make another application."
                            .formatted(application.ref(), described(application.source())));
        }
        return application;
    }

    private static String described(Source source) {
        return switch (source) {
            case Source.Git git -> "the repository " + git.url();
            case Source.Image image -> "the image " + image.image();
            case Source.Archive _ -> "archives";
        };
    }

    private static ArchiveView view(Application application, Archive archive) {
        return new ArchiveView(
                archive.id(),
                application.ref().value(),
                archive.sha256(),
                archive.size(),
                archive.format().title(),
                archive.createdAt());
    }

    private Nothing deleteCredential(Actor actor, CredentialInput input) {
        database.useTransaction(transaction -> credentials.delete(
                transaction,
                actor.organization(),
                input.credential(),
                name -> requireUnused(transaction, actor.organization(), name)));
        return Nothing.NOTHING;
    }

    private static void requireUnused(Transaction transaction, OrganizationId organization, String name) {
        var users = transaction
                .handle()
                .createQuery("""
                        SELECT p.name || '.' || e.name || '.' || a.name FROM applications a
                        JOIN environments e ON e.id = a.environment_id
                        JOIN projects p ON p.id = e.project_id
                        WHERE a.organization_id = :organization AND a.deleted_at IS NULL
                        AND a.source ->> 'credential' = :name ORDER BY 1
                        """)
                .bind("organization", organization.value())
                .bind("name", name)
                .mapTo(String.class)
                .list();
        if (!users.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "The credential '%s' is used by %s. Give them another one first."
                            .formatted(name, String.join(", ", users)));
        }
    }
}
