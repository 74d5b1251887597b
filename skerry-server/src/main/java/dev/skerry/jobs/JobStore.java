package dev.skerry.jobs;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// What Skerry writes into db-scheduler's table by itself, in the caller's transaction. The library's own client
/// looks first and inserts then: when two do so at once, the failed insert would abort the caller's transaction.
final class JobStore {
    private final JsonPayloads payloads = new JsonPayloads();

    /// @return whether it is new
    <P> boolean insert(Handle handle, JobKind<P> kind, String instanceId, P payload, Instant at) {
        return handle.createUpdate("""
                                INSERT INTO scheduled_tasks
                                    (task_name, task_instance, task_data, execution_time, picked, version)
                                VALUES (:kind, :instance, :payload, :at, false, 1)
                                ON CONFLICT (task_name, task_instance) DO NOTHING
                                """)
                        .bind("kind", kind.name())
                        .bind("instance", instanceId)
                        .bind("payload", payloads.serialize(payload))
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /// A changed schedule may bring the next run forward.
    void insertRecurring(Handle handle, String kind, String instanceId, Instant at) {
        handle.createUpdate("""
                        INSERT INTO scheduled_tasks
                            (task_name, task_instance, task_data, execution_time, picked, version)
                        VALUES (:kind, :instance, '{}', :at, false, 1)
                        ON CONFLICT (task_name, task_instance) DO UPDATE
                        SET execution_time = excluded.execution_time, version = scheduled_tasks.version + 1
                        WHERE NOT scheduled_tasks.picked AND scheduled_tasks.execution_time > excluded.execution_time
                        """)
                .bind("kind", kind)
                .bind("instance", instanceId)
                .bind("at", at)
                .execute();
    }

    /// @return whether it was there and waiting
    boolean removeWaiting(Handle handle, String kind, String instanceId) {
        return handle.createUpdate("""
                                DELETE FROM scheduled_tasks
                                WHERE task_name = :kind AND task_instance = :instance AND NOT picked
                                """)
                        .bind("kind", kind)
                        .bind("instance", instanceId)
                        .execute()
                == 1;
    }

    /// Puts back what the node had taken when it ended.
    ///
    /// @return how many
    int release(Handle handle, String node) {
        return handle.createUpdate("""
                        UPDATE scheduled_tasks
                        SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
                        WHERE picked AND picked_by = :node
                        """).bind("node", node).execute();
    }
}
