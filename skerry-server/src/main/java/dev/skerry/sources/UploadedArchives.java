package dev.skerry.sources;

import dev.skerry.api.ErrorCode;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.operations.Upload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Uploaded archives: of each application the newest, and those that deployments began with which have not ended.
public final class UploadedArchives {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final ArchiveFiles files;
    private final ArchiveUnpacker unpacker;
    private final InstantSource clock;
    private final ArchiveStore store = new ArchiveStore();

    /// @param folder for archives alone
    public UploadedArchives(Path folder, ArchiveLimits limits, InstantSource clock) {
        this.files = new ArchiveFiles(folder, limits.maxArchiveBytes());
        this.unpacker = new ArchiveUnpacker(limits);
        this.clock = clock;
    }

    /// Takes an upload to the disk. It is nobody's yet: `accept` or `drop` follows.
    ///
    /// @throws SkerryException TOO_LARGE, OUT_OF_SPACE, UNPROCESSABLE when it is no archive, INVALID_INPUT when it
    ///     broke off, DEADLINE_EXCEEDED
    public Archive receive(OrganizationId organization, UUID application, Upload upload) {
        var received = files.receive(Uuids.v7(clock.instant()), upload);
        return new Archive(
                received.id(),
                organization,
                application,
                received.sha256(),
                received.size(),
                received.format(),
                clock.instant());
    }

    /// Makes it the one its application deploys next. The caller holds the application's lock.
    public void accept(Transaction transaction, Archive archive) {
        store.create(transaction, archive);
        var unneeded = store.prune(transaction, archive.organization(), archive.application());
        transaction.afterCommit(() -> unneeded.forEach(files::delete));
    }

    /// Of what was received and is not accepted, nothing stays.
    public void drop(Archive archive) {
        files.delete(archive.id());
    }

    /// Lets a deployment begin with the newest archive, which stays until it has ended. The caller holds the
    /// application's lock.
    ///
    /// @throws SkerryException CONFLICT when nothing was uploaded yet
    public void use(Transaction transaction, OrganizationId organization, UUID application, UUID deployment) {
        var newest = store.newest(transaction.handle(), organization, application)
                .orElseThrow(
                        () -> new SkerryException(
                                ErrorCode.CONFLICT,
                                "Nothing was uploaded for this application yet. Deploy a folder with `skerry deploy FOLDER --app NAME`, or send an archive to PUT /api/applications/NAME/archive first."));
        store.use(transaction, newest, deployment);
    }

    /// What a deployment began with.
    public Archive usedBy(Handle handle, OrganizationId organization, UUID deployment) {
        return store.usedBy(handle, organization, deployment)
                .orElseThrow(() -> new SkerryException(
                        ErrorCode.UNPROCESSABLE, "The archive of this deployment is gone. Upload it again."));
    }

    /// Fills the folder with what the archive holds.
    ///
    /// @param folder not there yet, or empty
    /// @param lines what the user sees
    public void unpack(Archive archive, Path folder, Cancellation cancellation, Consumer<String> lines) {
        lines.accept("Unpacking %d bytes, sha256 %s".formatted(archive.size(), archive.sha256()));
        var unpacked = unpacker.unpack(files.checked(archive), folder, DEADLINE, cancellation);
        unpacked.topFolder()
                .ifPresent(top ->
                        lines.accept("All of it lies in the folder '%s', which is taken as the top".formatted(top)));
        lines.accept("%d files, %d bytes".formatted(unpacked.files(), unpacked.bytes()));
    }

    /// Removes what a crash has left in the folder. Nothing may be uploaded meanwhile.
    public void removeLeftovers(Database database) {
        files.deleteAllBut(database.read(store::all));
    }
}
