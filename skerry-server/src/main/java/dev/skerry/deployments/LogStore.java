package dev.skerry.deployments;

import dev.skerry.api.deployments.LogKind;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.deployments.LogStep;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.Database;
import dev.skerry.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// SQL of deployment logs: lines are added at the end and never change.
final class LogStore {
    private static final int BATCH = 500;
    private final Database database;

    LogStore(Database database) {
        this.database = database;
    }

    /// What a log holds.
    ///
    /// @param lines also the offset of the last
    /// @param bytes of the texts
    record Written(long lines, long bytes) {}

    Written written(DeploymentId deployment) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(max(place), 0) AS lines, coalesce(sum(octet_length(line)), 0) AS bytes
                        FROM deployment_log WHERE deployment_id = :deployment
                        """)
                .bind("deployment", deployment.value())
                .map((row, context) -> new Written(row.getLong("lines"), row.getLong("bytes")))
                .one());
    }

    /// How many lines programs wrote in that step.
    long outputs(DeploymentId deployment, String source) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM deployment_log
                        WHERE deployment_id = :deployment AND source = :source AND kind IN ('output', 'error_output')
                        """)
                .bind("deployment", deployment.value())
                .bind("source", source)
                .mapTo(Long.class)
                .one());
    }

    void append(DeploymentId deployment, List<LogLine> lines) {
        database.useTransaction(transaction -> {
            var batch = transaction.handle().prepareBatch("""
                            INSERT INTO deployment_log
                                (deployment_id, place, at, source, line, kind, step_number, step_name, step_millis)
                            VALUES (:deployment, :place, :at, :source, :line, :kind, :number, :name, :millis)
                            """);
            for (var line : lines) {
                var step = line.step();
                batch.bind("deployment", deployment.value())
                        .bind("place", line.offset())
                        .bind("at", line.time())
                        .bind("source", line.source())
                        .bind("line", line.text())
                        .bind("kind", line.kind().code())
                        .bind("number", step == null ? null : step.number())
                        .bind("name", step == null ? null : step.name())
                        .bind("millis", step == null ? null : step.milliseconds())
                        .add();
            }
            batch.execute();
        });
    }

    /// What follows after the offset, a batch at most.
    List<LogLine> after(Handle handle, DeploymentId deployment, long offset) {
        return handle.createQuery("""
                        SELECT place, at, source, line, kind, step_number, step_name, step_millis FROM deployment_log
                        WHERE deployment_id = :deployment AND place > :offset ORDER BY place LIMIT :limit
                        """)
                .bind("deployment", deployment.value())
                .bind("offset", offset)
                .bind("limit", BATCH)
                .map((row, context) -> line(row))
                .list();
    }

    private static LogLine line(ResultSet row) throws SQLException {
        var name = row.getString("step_name");
        var millis = row.getObject("step_millis", Long.class);
        return new LogLine(
                row.getLong("place"),
                Rows.instant(row, "at"),
                row.getString("source"),
                row.getString("line"),
                LogKind.of(row.getString("kind")),
                name == null ? null : new LogStep(row.getInt("step_number"), name, millis));
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
