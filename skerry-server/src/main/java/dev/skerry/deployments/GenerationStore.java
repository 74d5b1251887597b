package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Application;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Generation.State;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// SQL of generations.
final class GenerationStore {
    private static final String SELECT = """
            SELECT application_id, number, organization_id, release_id, deployment_id, environment_id, state, paused,
                changed_at
            FROM generations
            """;

    /// Does nothing when it is there.
    void create(Transaction transaction, Generation generation) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO generations (application_id, number, organization_id, release_id, deployment_id,
                            environment_id, state, created_at, changed_at)
                        VALUES (:application, :number, :organization, :release, :deployment, :environment, :state,
                            :now, :now)
                        ON CONFLICT (application_id, number) DO NOTHING
                        """)
                .bind("application", generation.application())
                .bind("number", generation.number())
                .bind("organization", generation.organization().value())
                .bind("release", generation.release())
                .bind("deployment", generation.deployment().value())
                .bind("environment", generation.environment())
                .bind("state", generation.state().code())
                .bind("now", generation.changedAt())
                .execute();
    }

    Optional<Generation> live(Handle handle, Application application) {
        return of(handle, application).stream()
                .filter(generation -> generation.state() == State.LIVE)
                .findFirst();
    }

    /// Those of an application that have services, oldest first.
    List<Generation> of(Handle handle, Application application) {
        return handle.createQuery(SELECT + """
                        WHERE organization_id = :organization AND application_id = :application AND state <> 'gone'
                        ORDER BY number
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .map((row, context) -> generation(row))
                .list();
    }

    /// Those of every organization that have services: for the reconciler, which serves them all.
    List<Generation> present(Handle handle) {
        return handle.createQuery(SELECT + " WHERE state <> 'gone' ORDER BY application_id, number")
                .map((row, context) -> generation(row))
                .list();
    }

    /// The one a deployment started, as long as it is not gone.
    Optional<Generation> find(Handle handle, Application application, int number) {
        return of(handle, application).stream()
                .filter(generation -> generation.number() == number)
                .findFirst();
    }

    void setPaused(Transaction transaction, Generation generation, boolean paused) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE generations SET paused = :paused
                        WHERE organization_id = :organization AND application_id = :application AND number = :number
                        """)
                .bind("paused", paused)
                .bind("organization", generation.organization().value())
                .bind("application", generation.application())
                .bind("number", generation.number())
                .execute();
    }

    /// Leaves alone one that is no longer as it was read: what was decided of it then may be wrong now.
    ///
    /// @return whether it was as it was read
    boolean setState(Transaction transaction, Generation generation, State state, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("""
                        UPDATE generations SET state = :state, changed_at = :now
                        WHERE organization_id = :organization AND application_id = :application AND number = :number
                            AND state = :before
                        """)
                        .bind("state", state.code())
                        .bind("before", generation.state().code())
                        .bind("now", now)
                        .bind("organization", generation.organization().value())
                        .bind("application", generation.application())
                        .bind("number", generation.number())
                        .execute()
                == 1;
    }

    private static Generation generation(ResultSet row) throws SQLException {
        return new Generation(
                Rows.id(row, "application_id"),
                row.getInt("number"),
                new OrganizationId(Rows.id(row, "organization_id")),
                Rows.id(row, "release_id"),
                new DeploymentId(Rows.id(row, "deployment_id")),
                Rows.id(row, "environment_id"),
                State.of(row.getString("state")),
                row.getBoolean("paused"),
                Rows.instant(row, "changed_at"));
    }
}
