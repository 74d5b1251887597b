package dev.skerry.applications;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.events.News;
import dev.skerry.events.Watched;
import dev.skerry.kernel.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to applications.
public sealed interface ApplicationEvent extends Watched {
    /// An application runs, was stopped, or has another release that serves.
    ///
    /// @param release version of the one that serves
    record StatusChanged(
            OrganizationId organization,
            UUID application,
            ApplicationStatus status,
            @Nullable Integer release) implements ApplicationEvent {
        @Override
        public News news() {
            return new News.ApplicationChanged(application, status, release);
        }
    }

    /// An application was deleted: nothing of it is to run any more.
    record Deleted(OrganizationId organization, UUID application) implements ApplicationEvent {
        @Override
        public News news() {
            return new News.ApplicationDeleted(application);
        }
    }

    /// A deleted application is there again. Nothing of it runs yet.
    record Restored(OrganizationId organization, UUID application) implements ApplicationEvent {
        @Override
        public News news() {
            return new News.ApplicationRestored(application);
        }
    }
}
