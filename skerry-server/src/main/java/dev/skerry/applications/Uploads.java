package dev.skerry.applications;

import static dev.skerry.operations.Binding.bindUpload;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.SourceRows;
import dev.skerry.api.sources.ArchiveView;
import dev.skerry.db.Database;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Binding;
import dev.skerry.operations.Upload;
import dev.skerry.sources.Archive;
import dev.skerry.sources.UploadedArchives;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Takes archives for applications that are deployed from them.
public final class Uploads {
    private final Database database;
    private final Applications applications;
    private final UploadedArchives archives;

    public Uploads(Database database, Applications applications, UploadedArchives archives) {
        this.database = database;
        this.applications = applications;
        this.archives = archives;
    }

    public List<Binding<?, ?>> operations() {
        return List.of(bindUpload(SourceRows.UPLOAD, this::upload));
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
}
