package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.applications.Application;
import dev.skerry.docker.Images;
import dev.skerry.kernel.SkerryException;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Knows which releases can be gone back to: those whose image was not given up by the clean-up, which the database
/// says, nor removed by somebody else, which Docker says.
record ReleaseImages(ReleaseStore releases, Images images) {
    private static final String DIGEST = "@";

    /// Whether the image is there, or a registry can give it again. While Docker does not answer it is taken to be.
    boolean areThereFor(Release release) {
        try {
            return release.image().contains(DIGEST)
                    || images.find(release.image()).isPresent();
        } catch (SkerryException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                return true;
            }
            throw e;
        }
    }

    /// Refuses a release whose image somebody has removed. Asks Docker, so it is called outside of transactions.
    void requireThere(Application application, Release release) {
        if (!areThereFor(release)) {
            throw gone(application, release, "is no longer on this server");
        }
    }

    /// Refuses a release whose image the clean-up has given up. Under the application's lock it stays as it is.
    void requireKept(Handle handle, Application application, Release release) {
        if (releases.collected(handle, application).contains(release.id())) {
            throw gone(application, release, "was removed by the clean-up, which keeps those of the newest releases");
        }
    }

    private static SkerryException gone(Application application, Release release, String why) {
        var commit = release.commit();
        return new SkerryException(
                ErrorCode.CONFLICT,
                "Release v%d of '%s' cannot be started again: its image %s. Releases that can are those marked restorable in 'skerry releases %s'%s."
                        .formatted(
                                release.version(),
                                application.ref(),
                                why,
                                application.ref(),
                                commit == null
                                        ? ""
                                        : "; or build it again by 'skerry deploy %s --ref %s'"
                                                .formatted(application.ref(), Objects.requireNonNull(commit))));
    }
}
