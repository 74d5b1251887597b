package dev.skerry.deployments;

import dev.skerry.api.deployments.StepView;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.Database;
import dev.skerry.db.Rows;
import dev.skerry.deployments.DeploymentEvent.StepChanged;
import dev.skerry.events.Events;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a deployment has begun and done. A step is written down before it acts, so that whoever finds the deployment
/// after a
/// crash knows what may have happened; it is written down again when it is done, so that it is not done twice.
final class Journal {
    private final Database database;
    private final InstantSource clock;
    private final Events events;

    Journal(Database database, InstantSource clock, Events events) {
        this.database = database;
        this.clock = clock;
        this.events = events;
    }

    boolean isDone(Deployment deployment, String step) {
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM deployment_steps
                            WHERE deployment_id = :deployment AND name = :name AND status = 'done')
                        """)
                .bind("deployment", deployment.id().value())
                .bind("name", step)
                .mapTo(Boolean.class)
                .one());
    }

    void begin(Deployment deployment, String step) {
        database.useTransaction(transaction -> {
            transaction
                    .handle()
                    .createUpdate("""
                        INSERT INTO deployment_steps (deployment_id, position, name, status, started_at)
                        VALUES (:deployment,
                            (SELECT count(*) + 1 FROM deployment_steps WHERE deployment_id = :deployment),
                            :name, 'running', :now)
                        ON CONFLICT (deployment_id, name) DO UPDATE SET status = 'running', finished_at = NULL
                        """)
                    .bind("deployment", deployment.id().value())
                    .bind("name", step)
                    .bind("now", clock.instant())
                    .execute();
            events.publish(transaction, StepChanged.of(deployment, step, "running", null));
        });
    }

    /// Says how far a step is that takes its time.
    void tell(Deployment deployment, String step, String detail) {
        database.useTransaction(transaction -> {
            transaction
                    .handle()
                    .createUpdate("""
                        UPDATE deployment_steps SET detail = :detail
                        WHERE deployment_id = :deployment AND name = :name AND status = 'running'
                        """)
                    .bind("detail", detail)
                    .bind("deployment", deployment.id().value())
                    .bind("name", step)
                    .execute();
            events.publish(transaction, StepChanged.of(deployment, step, "running", detail));
        });
    }

    /// @param status done, failed or cancelled
    void end(Deployment deployment, String step, String status, @Nullable String detail) {
        database.useTransaction(transaction -> {
            transaction
                    .handle()
                    .createUpdate("""
                        UPDATE deployment_steps SET status = :status, detail = :detail, finished_at = :now
                        WHERE deployment_id = :deployment AND name = :name
                        """)
                    .bind("status", status)
                    .bind("detail", detail)
                    .bind("now", clock.instant())
                    .bind("deployment", deployment.id().value())
                    .bind("name", step)
                    .execute();
            events.publish(transaction, StepChanged.of(deployment, step, status, detail));
        });
    }

    static List<StepView> steps(Handle handle, DeploymentId deployment) {
        return handle.createQuery("""
                        SELECT name, status, started_at, finished_at, detail FROM deployment_steps
                        WHERE deployment_id = :deployment ORDER BY position
                        """)
                .bind("deployment", deployment.value())
                .map((row, context) -> new StepView(
                        row.getString("name"),
                        row.getString("status"),
                        Rows.instant(row, "started_at"),
                        Rows.instantOrNull(row, "finished_at"),
                        row.getString("detail")))
                .list();
    }
}
