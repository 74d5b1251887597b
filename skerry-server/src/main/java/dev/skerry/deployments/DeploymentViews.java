package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.applications.Applications;
import dev.skerry.kernel.OrganizationId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Deployments as they are shown. What belongs to those of a page is asked once for all of them.
///
/// @param held why the server begins none now; empty when it may
record DeploymentViews(Applications applications, ReleaseStore releases, Supplier<String> held) {
    List<DeploymentView> of(Handle handle, OrganizationId organization, List<Deployment> deployments) {
        var refs = applications.refs(
                handle,
                organization,
                deployments.stream().map(Deployment::application).distinct().toList());
        var versions = releases.versions(
                handle,
                organization,
                deployments.stream()
                        .map(Deployment::release)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        var ids =
                deployments.stream().map(deployment -> deployment.id().value()).toList();
        var steps = Journal.steps(handle, ids);
        var canaries = new CanaryStore().of(handle, organization, ids);
        return deployments.stream()
                .map(deployment -> new DeploymentView(
                        deployment.id(),
                        Objects.requireNonNull(refs.get(deployment.application()))
                                .value(),
                        deployment.number(),
                        deployment.status(),
                        deployment.cause().name().toLowerCase(Locale.ROOT),
                        deployment.commit(),
                        deployment.release() == null ? null : versions.get(deployment.release()),
                        deployment.error(),
                        steps.getOrDefault(deployment.id().value(), List.of()),
                        Optional.ofNullable(canaries.get(deployment.id().value()))
                                .map(CanaryProgress::view)
                                .orElse(null),
                        waitsFor(deployment),
                        deployment.createdAt(),
                        deployment.startedAt(),
                        deployment.finishedAt()))
                .toList();
    }

    private @Nullable String waitsFor(Deployment deployment) {
        var why = held.get();
        return deployment.status() == DeploymentStatus.PENDING && !why.isEmpty() ? why : null;
    }
}
