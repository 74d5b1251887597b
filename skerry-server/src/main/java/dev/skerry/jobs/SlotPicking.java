package dev.skerry.jobs;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Takes due jobs, of each kind no more than may start: db-scheduler itself knows no limit for a kind, and a job
/// that is taken but must wait would block the others and could run nowhere else.
final class SlotPicking extends PostgreSqlJdbcCustomization {
    private static final String SQL = """
            WITH slots AS (SELECT * FROM unnest(?::text[], ?::int[]) AS slot (kind, free)),
            due AS (
                SELECT job.task_name, job.task_instance
                FROM slots CROSS JOIN LATERAL (
                    SELECT task_name, task_instance, execution_time FROM scheduled_tasks
                    WHERE task_name = slots.kind AND NOT picked AND execution_time <= ?
                    ORDER BY execution_time LIMIT slots.free FOR UPDATE SKIP LOCKED) job
                ORDER BY job.execution_time LIMIT ?),
            taken AS (
                UPDATE scheduled_tasks task
                SET picked = true, picked_by = ?, last_heartbeat = ?, version = version + 1
                FROM due
                WHERE task.task_name = due.task_name AND task.task_instance = due.task_instance AND NOT task.picked
                RETURNING task.*)
            SELECT * FROM taken ORDER BY execution_time
            """;

    private final RunningJobs running;

    SlotPicking(RunningJobs running) {
        super(false, false);
        this.running = running;
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int limit, boolean byPriority) {
        var free = running.freeSlots();
        if (free.isEmpty()) {
            return List.of();
        }
        var node = context.schedulerName.getName();
        var taken = context.jdbcRunner.query(
                SQL, statement -> bind(statement, free, now, limit, node), context.resultSetMapper.get());
        taken.forEach(running::taken);
        return taken;
    }

    private void bind(PreparedStatement statement, Map<String, Integer> free, Instant now, int limit, String node)
            throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(1, connection.createArrayOf("text", free.keySet().toArray()));
        statement.setArray(2, connection.createArrayOf("int4", free.values().toArray()));
        setInstant(statement, 3, now);
        statement.setInt(4, limit);
        statement.setString(5, node);
        setInstant(statement, 6, now);
    }
}
