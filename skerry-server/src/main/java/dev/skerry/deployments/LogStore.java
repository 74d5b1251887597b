package dev.skerry.deployments;

import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.Database;
import dev.skerry.db.Rows;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// SQL of deployment logs: lines are added at the end and never change.
final class LogStore {
    private static final int BATCH = 500;
    private final Database database;

    LogStore(Database database) {
        this.database = database;
    }

    /// The offset of the last line, 0 when there is none.
    long last(DeploymentId deployment) {
        return database.read(handle -> handle.createQuery(
                        "SELECT coalesce(max(place), 0) FROM deployment_log WHERE deployment_id = :deployment")
                .bind("deployment", deployment.value())
                .mapTo(Long.class)
                .one());
    }

    void append(DeploymentId deployment, List<LogLine> lines) {
        database.useTransaction(transaction -> {
            var batch = transaction.handle().prepareBatch("""
                            INSERT INTO deployment_log (deployment_id, place, at, source, line)
                            VALUES (:deployment, :place, :at, :source, :line)
                            """);
            for (var line : lines) {
                batch.bind("deployment", deployment.value())
                        .bind("place", line.offset())
                        .bind("at", line.time())
                        .bind("source", line.source())
                        .bind("line", line.text())
                        .add();
            }
            batch.execute();
        });
    }

    /// What follows after the offset, a batch at most.
    List<LogLine> after(Handle handle, DeploymentId deployment, long offset) {
        return handle.createQuery("""
                        SELECT place, at, source, line FROM deployment_log
                        WHERE deployment_id = :deployment AND place > :offset ORDER BY place LIMIT :limit
                        """)
                .bind("deployment", deployment.value())
                .bind("offset", offset)
                .bind("limit", BATCH)
                .map((row, context) -> new LogLine(
                        row.getLong("place"), Rows.instant(row, "at"), row.getString("source"), row.getString("line")))
                .list();
    }

    /// Forgets the logs of all but an application's newest deployments.
    ///
    /// @return of how many deployments
    int forgetOld(int kept) {
        return database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("""
                        WITH old AS (
                            SELECT id FROM (
                                SELECT id, row_number() OVER (PARTITION BY application_id ORDER BY number DESC) AS place
                                FROM deployments) AS all_of_them
                            WHERE place > :kept
                        ), gone AS (
                            DELETE FROM deployment_log WHERE deployment_id IN (SELECT id FROM old) RETURNING deployment_id
                        )
                        SELECT count(DISTINCT deployment_id) FROM gone
                        """)
                .bind("kept", kept)
                .mapTo(Integer.class)
                .one());
    }
}
