package dev.skerry.runs;

import dev.skerry.api.deployments.LogKind;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.runs.RunStatus;
import dev.skerry.api.values.RunId;
import dev.skerry.db.Paging;
import dev.skerry.db.Rows;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// SQL of runs and what they wrote.
final class RunStore {
    private static final int BATCH = 500;
    private static final String SELECT = """
            SELECT id, organization_id, application_id, release_id, environment_id, command, timeout_seconds, memory_bytes,
                status, exit_code, error, cancel_reason, created_by, created_at, started_at, finished_at
            FROM runs WHERE organization_id = :organization
            """;

    void create(Transaction transaction, Run run) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO runs (id, organization_id, application_id, release_id, environment_id, command,
                            timeout_seconds, memory_bytes, status, created_by, created_at)
                        VALUES (:id, :organization, :application, :release, :environment, :command, :timeout, :memory, :status,
                            :createdBy, :createdAt)
                        """)
                .bind("id", run.id().value())
                .bind("organization", run.organization().value())
                .bind("application", run.application())
                .bind("release", run.release())
                .bind("environment", run.environment())
                .bindArray("command", String.class, run.command())
                .bind("timeout", run.timeout().toSeconds())
                .bind("memory", run.memory())
                .bind("status", run.status().code())
                .bind("createdBy", run.createdBy())
                .bind("createdAt", run.createdAt())
                .execute();
    }

    Optional<Run> find(Handle handle, OrganizationId organization, RunId id) {
        return handle.createQuery(SELECT + " AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map((row, context) -> run(row))
                .findOne();
    }

    /// The same for whoever is about to change it: the row is locked until the transaction ends.
    Optional<Run> lock(Transaction transaction, OrganizationId organization, RunId id) {
        return transaction
                .handle()
                .createQuery(SELECT + " AND id = :id FOR UPDATE")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map((row, context) -> run(row))
                .findOne();
    }

    /// Newest first.
    List<Run> list(Handle handle, OrganizationId organization, @Nullable UUID application, Paging paging) {
        return handle.createQuery(SELECT + """
                         AND (:application::uuid IS NULL OR application_id = :application::uuid)
                        AND (:after::uuid IS NULL OR id < :after::uuid) ORDER BY id DESC LIMIT :limit
                        """)
                .bind("organization", organization.value())
                .bind("application", application)
                .bind("after", paging.afterId())
                .bind("limit", paging.fetch())
                .map((row, context) -> run(row))
                .list();
    }

    /// Whether a run has a container to keep: asked for every organization, by who finds one.
    boolean isUnfinished(Handle handle, UUID id) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM runs WHERE id = :id AND status IN ('pending', 'running'))")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    /// @return false when it has begun or ended already, or is to be cancelled
    boolean begin(Transaction transaction, Run run, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("""
                        UPDATE runs SET status = 'running', started_at = :now
                        WHERE organization_id = :organization AND id = :id
                            AND status = 'pending' AND cancel_reason IS NULL
                        """)
                        .bind("now", now)
                        .bind("organization", run.organization().value())
                        .bind("id", run.id().value())
                        .execute()
                == 1;
    }

    void setCancelReason(Transaction transaction, Run run, String reason) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE runs SET cancel_reason = coalesce(cancel_reason, :reason)
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("reason", reason)
                .bind("organization", run.organization().value())
                .bind("id", run.id().value())
                .execute();
    }

    /// Has the runs of an application end that are under way.
    ///
    /// @return these
    List<RunId> cancelOf(Transaction transaction, OrganizationId organization, UUID application, String reason) {
        return transaction
                .handle()
                .createQuery("""
                        UPDATE runs SET cancel_reason = coalesce(cancel_reason, :reason)
                        WHERE organization_id = :organization AND application_id = :application AND status = 'running'
                        RETURNING id
                        """)
                .bind("reason", reason)
                .bind("organization", organization.value())
                .bind("application", application)
                .map((row, context) -> new RunId(Rows.id(row, "id")))
                .list();
    }

    /// How a run ended.
    record End(
            RunStatus status,
            @Nullable Integer exitCode,
            @Nullable String error) {}

    /// One that has ended stays as it is.
    void finish(Transaction transaction, Run run, End end, Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        UPDATE runs SET status = :status, exit_code = :exitCode, error = :error, finished_at = :now
                        WHERE organization_id = :organization AND id = :id AND finished_at IS NULL
                        """)
                .bind("status", end.status().code())
                .bind("exitCode", end.exitCode())
                .bind("error", end.error())
                .bind("now", now)
                .bind("organization", run.organization().value())
                .bind("id", run.id().value())
                .execute();
    }

    /// Removes an application's oldest runs that have ended, with what they wrote.
    void keepNewest(Transaction transaction, Run run, int kept) {
        transaction
                .handle()
                .createUpdate("""
                        DELETE FROM runs WHERE organization_id = :organization AND application_id = :application
                            AND finished_at IS NOT NULL AND id NOT IN (
                                SELECT id FROM runs WHERE application_id = :application ORDER BY id DESC LIMIT :kept)
                        """)
                .bind("organization", run.organization().value())
                .bind("application", run.application())
                .bind("kept", kept)
                .execute();
    }

    /// How much a run has written so far.
    record Written(long lines, long characters) {}

    Written written(Handle handle, RunId run) {
        return handle.createQuery("""
                        SELECT coalesce(max(place), 0) AS lines, coalesce(sum(length(line)), 0) AS characters
                        FROM run_log WHERE run_id = :run
                        """)
                .bind("run", run.value())
                .map((row, context) -> new Written(row.getLong("lines"), row.getLong("characters")))
                .one();
    }

    void append(Transaction transaction, RunId run, List<LogLine> lines) {
        var batch = transaction.handle().prepareBatch("""
                        INSERT INTO run_log (run_id, place, at, stream, line)
                        VALUES (:run, :place, :at, :stream, :line)
                        """);
        for (var line : lines) {
            batch.bind("run", run.value())
                    .bind("place", line.offset())
                    .bind("at", line.time())
                    .bind("stream", line.source())
                    .bind("line", line.text())
                    .add();
        }
        batch.execute();
    }

    /// What follows after the offset, a batch at most.
    List<LogLine> after(Handle handle, RunId run, long offset) {
        return handle.createQuery("""
                        SELECT place, at, stream, line FROM run_log
                        WHERE run_id = :run AND place > :offset ORDER BY place LIMIT :limit
                        """)
                .bind("run", run.value())
                .bind("offset", offset)
                .bind("limit", BATCH)
                .map((row, context) -> line(row))
                .list();
    }

    private static LogLine line(ResultSet row) throws SQLException {
        var stream = row.getString("stream");
        return new LogLine(
                row.getLong("place"),
                Rows.instant(row, "at"),
                stream,
                row.getString("line"),
                stream.equals("stderr") ? LogKind.ERROR_OUTPUT : LogKind.OUTPUT,
                null);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                new RunId(Rows.id(row, "id")),
                new OrganizationId(Rows.id(row, "organization_id")),
                Rows.id(row, "application_id"),
                Rows.id(row, "release_id"),
                Rows.id(row, "environment_id"),
                Arrays.asList((String[]) row.getArray("command").getArray()),
                Duration.ofSeconds(row.getInt("timeout_seconds")),
                row.getLong("memory_bytes"),
                RunStatus.of(row.getString("status")),
                Rows.integerOrNull(row, "exit_code"),
                row.getString("error"),
                row.getString("cancel_reason"),
                Rows.id(row, "created_by"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "started_at"),
                Rows.instantOrNull(row, "finished_at"));
    }
}
