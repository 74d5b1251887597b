package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Application;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.CanaryProgress.State;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// SQL of canaries.
final class CanaryStore {
    private static final String THIS = " WHERE organization_id = :organization AND deployment_id = :deployment";

    /// A canary that gets requests: its deployment is under way and has not made it live yet.
    ///
    /// @param number of its generation
    record Shift(int number, int weight) {}

    /// Puts the canary at a weight and counts anew.
    ///
    /// @param step which of so many weights it is, from 1
    void shift(Transaction transaction, Deployment deployment, Step step, Instant now) {
        bound(transaction, deployment, """
                        INSERT INTO canaries (deployment_id, organization_id, application_id, state, weight, step, steps, since)
                        VALUES (:deployment, :organization, :application, 'watching', :weight, :step, :steps, :now)
                        ON CONFLICT (deployment_id) DO UPDATE SET weight = :weight, step = :step, steps = :steps,
                            requests = 0, errors = 0, requests_before = 0, errors_before = 0, since = :now
                        """)
                .bind("application", deployment.application())
                .bind("weight", step.weight())
                .bind("step", step.number())
                .bind("steps", step.of())
                .bind("now", now)
                .execute();
    }

    /// @param number from 1
    record Step(int weight, int number, int of) {}

    void count(Transaction transaction, Deployment deployment, Counts canary, Counts before) {
        bound(transaction, deployment, """
                        UPDATE canaries SET requests = :requests, errors = :errors, requests_before = :requestsBefore,
                            errors_before = :errorsBefore""" + THIS)
                .bind("requests", canary.requests())
                .bind("errors", canary.errors())
                .bind("requestsBefore", before.requests())
                .bind("errorsBefore", before.errors())
                .execute();
    }

    /// @return false when it was not watched any more
    boolean end(Transaction transaction, Deployment deployment, State state, @Nullable String reason) {
        return bound(
                                transaction,
                                deployment,
                                "UPDATE canaries SET state = :state, reason = :reason" + THIS
                                        + " AND state = 'watching'")
                        .bind("state", state.code())
                        .bind("reason", reason)
                        .execute()
                == 1;
    }

    Optional<CanaryProgress> find(Handle handle, OrganizationId organization, DeploymentId deployment) {
        return handle.createQuery("SELECT * FROM canaries" + THIS)
                .bind("organization", organization.value())
                .bind("deployment", deployment.value())
                .map((row, context) -> progress(row))
                .findOne();
    }

    Optional<Shift> underWay(Handle handle, Application application) {
        return handle.createQuery("""
                        SELECT g.number, c.weight FROM canaries c
                        JOIN deployments d ON d.id = c.deployment_id
                        JOIN generations g ON g.deployment_id = d.id
                        WHERE c.organization_id = :organization AND c.application_id = :application
                            AND c.state <> 'turned_back' AND d.status = 'deploying' AND g.state = 'starting'
                        """)
                .bind("organization", application.organization().value())
                .bind("application", application.id())
                .map((row, context) -> new Shift(row.getInt("number"), row.getInt("weight")))
                .findOne();
    }

    private static Update bound(Transaction transaction, Deployment deployment, String sql) {
        return transaction
                .handle()
                .createUpdate(sql)
                .bind("organization", deployment.organization().value())
                .bind("deployment", deployment.id().value());
    }

    private static CanaryProgress progress(ResultSet row) throws SQLException {
        return new CanaryProgress(
                State.of(row.getString("state")),
                row.getInt("weight"),
                row.getInt("step"),
                row.getInt("steps"),
                new Counts(row.getLong("requests"), row.getLong("errors")),
                new Counts(row.getLong("requests_before"), row.getLong("errors_before")),
                Rows.instant(row, "since"),
                row.getString("reason"));
    }
}
