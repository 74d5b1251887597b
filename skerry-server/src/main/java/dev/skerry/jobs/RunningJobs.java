package dev.skerry.jobs;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What this node runs now, from the moment a job is taken out of the queue until it is given back.
final class RunningJobs {
    private final Map<Key, RunningJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, Places> limits = new ConcurrentHashMap<>();

    private record Key(String kind, String instanceId) {}

    void limit(String kind, Places places) {
        limits.put(kind, places);
    }

    /// How many more of each kind may start; kinds that are full are left out.
    Map<String, Integer> freeSlots() {
        var taken = new HashMap<String, Integer>();
        jobs.keySet().forEach(key -> taken.merge(key.kind(), 1, Integer::sum));
        var free = new TreeMap<String, Integer>();
        limits.forEach((kind, places) -> free.put(kind, places.more(taken.getOrDefault(kind, 0))));
        free.values().removeIf(slots -> slots <= 0);
        return free;
    }

    void taken(TaskInstanceId id) {
        jobs.put(key(id), new RunningJob());
    }

    void givenBack(TaskInstanceId id) {
        jobs.remove(key(id));
    }

    RunningJob get(TaskInstanceId id) {
        return jobs.computeIfAbsent(key(id), _ -> new RunningJob());
    }

    Optional<RunningJob> find(TaskInstanceId id) {
        return Optional.ofNullable(jobs.get(key(id)));
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    void endAll(String reason) {
        jobs.values().forEach(job -> job.end(RunningJob.Ending.STOPPED, reason));
    }

    private static Key key(TaskInstanceId id) {
        return new Key(id.getTaskName(), id.getId());
    }
}
