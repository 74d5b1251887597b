package dev.skerry.api.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.CertificateId;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.DomainId;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.RoutePath;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the server says over the WebSocket: each is told once what it says is true, in the order it became so.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = News.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = News.Watching.class, name = "watching"),
    @JsonSubTypes.Type(value = News.DeploymentChanged.class, name = "deployment.status"),
    @JsonSubTypes.Type(value = News.StepChanged.class, name = "deployment.step"),
    @JsonSubTypes.Type(value = News.ApplicationChanged.class, name = "application.status"),
    @JsonSubTypes.Type(value = News.ApplicationDeleted.class, name = "application.deleted"),
    @JsonSubTypes.Type(value = News.ApplicationRestored.class, name = "application.restored"),
    @JsonSubTypes.Type(value = News.DomainChanged.class, name = "domain"),
    @JsonSubTypes.Type(value = News.CertificateChanged.class, name = "certificate")
})
public sealed interface News {
    /// The reader is known, and hears of everything that changes from now on.
    record Welcome() implements News {}

    /// From here on only what concerns these applications is told, or everything when there are none.
    record Watching(List<UUID> applications) implements News {
        public Watching {
            applications = List.copyOf(applications);
        }
    }

    /// A deployment has come to a status.
    ///
    /// @param application its id
    /// @param number counts the application's deployments
    /// @param error why it failed or was cancelled
    record DeploymentChanged(
            UUID application,
            DeploymentId deployment,
            int number,
            DeploymentStatus status,
            @Nullable String error) implements News {}

    /// A step of a deployment has begun or ended.
    ///
    /// @param status running, done, failed or cancelled
    record StepChanged(
            UUID application,
            DeploymentId deployment,
            String step,
            String status,
            @Nullable String detail) implements News {}

    /// An application runs, was stopped, or has another release that serves.
    ///
    /// @param release version of the one that serves
    record ApplicationChanged(
            UUID application,
            ApplicationStatus status,
            @Nullable Integer release) implements News {}

    /// An application was deleted, and what runs of it is stopped.
    record ApplicationDeleted(UUID application) implements News {}

    /// A deleted application is there again.
    record ApplicationRestored(UUID application) implements News {}

    /// A domain of an application came, answers otherwise, or went.
    ///
    /// @param host as it is now
    record DomainChanged(UUID application, DomainId domain, Change change, HostName host, RoutePath path)
            implements News {}

    /// A certificate of the organization came or went.
    record CertificateChanged(CertificateId certificate, Change change, Name name) implements News {}

    /// What happened to a thing.
    enum Change {
        ADDED,
        UPDATED,
        REMOVED
    }
}
