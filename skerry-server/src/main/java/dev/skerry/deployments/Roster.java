package dev.skerry.deployments;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Derived;
import dev.skerry.deployments.Generation.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// All applications and what should run of each, as the database says it now. Of releases it knows how they run, and
/// nothing of their environment.
final class Roster {
    /// What it is read from, beside releases, which never change.
    static final List<String> SOURCES =
            List.of("applications", "environments", "projects", "generations WHERE state <> 'gone'");

    private final Applications applications;
    private final ReleaseStore releases;
    private final GenerationStore generations = new GenerationStore();
    private final Derived<List<Entry>> entries = new Derived<>(SOURCES, this::load);
    private Map<UUID, Release.Specification> specifications = Map.of();

    Roster(Applications applications, ReleaseStore releases) {
        this.applications = applications;
        this.releases = releases;
    }

    /// A generation that is not gone, and how it runs.
    record Present(Generation generation, Release.Specification specification) {}

    /// An application.
    ///
    /// @param present oldest first
    record Entry(Application application, List<Present> present) {
        Entry {
            present = List.copyOf(present);
        }

        UUID id() {
            return application.id();
        }

        List<Generation> generations() {
            return present.stream().map(Present::generation).toList();
        }

        Optional<Present> live() {
            return present.stream()
                    .filter(one -> one.generation().state() == State.LIVE)
                    .findFirst();
        }

        /// Whether nothing is on its way in or out.
        boolean isSettled() {
            if (present.isEmpty()) {
                return true;
            }
            return !application.isDeleted()
                    && application.status() != ApplicationStatus.STOPPED
                    && present.size() == 1
                    && live().filter(one -> !one.generation().paused()).isPresent();
        }
    }

    /// By id; the same list as before when nothing changed.
    List<Entry> get(Handle handle) {
        return entries.get(handle);
    }

    private List<Entry> load(Handle handle) {
        var present = generations.present(handle);
        specifications = specifications(handle, present);
        var byApplication = present.stream()
                .map(generation -> new Present(generation, specification(generation)))
                .collect(Collectors.groupingBy(one -> one.generation().application()));
        return applications.everybodys(handle).stream()
                .map(application -> new Entry(application, byApplication.getOrDefault(application.id(), List.of())))
                .toList();
    }

    /// Those of the generations that are present: of them only the ones that came are read.
    private Map<UUID, Release.Specification> specifications(Handle handle, List<Generation> present) {
        var needed = present.stream().map(Generation::release).collect(Collectors.toSet());
        var all = new HashMap<>(specifications);
        all.keySet().retainAll(needed);
        var missing = new HashSet<>(needed);
        missing.removeAll(all.keySet());
        if (!missing.isEmpty()) {
            all.putAll(releases.specifications(handle, missing));
        }
        return all;
    }

    private Release.Specification specification(Generation generation) {
        var found = specifications.get(generation.release());
        if (found == null) {
            throw new IllegalStateException(
                    "Generation %d of %s has no release".formatted(generation.number(), generation.application()));
        }
        return found;
    }
}
