package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Logs of tasks in memory.
public final class FakeTaskLogs implements TaskLogs {
    private final Map<String, List<TaskLine>> services = new HashMap<>();

    /// Lets a task write a line; its service is there from then on.
    public synchronized void say(String service, String task, OutputLine.Stream stream, String text) {
        services.computeIfAbsent(service, _ -> new ArrayList<>())
                .add(new TaskLine(task, new OutputLine(stream, Instant.now(), text)));
    }

    public synchronized void remove(String service) {
        services.remove(service);
    }

    @Override
    public void read(String service, LogQuery query, Cancellation cancellation, Consumer<TaskLine> lines) {
        var all = lines(service);
        wanted(all, query).forEach(lines);
        var end = System.nanoTime() + query.deadline().toNanos();
        var told = all.size();
        while (query.follow() && isThere(service) && System.nanoTime() - end < 0) {
            cancellation.sleep(Duration.ofMillis(5));
            var more = after(service, told);
            more.forEach(lines);
            told += more.size();
        }
    }

    private synchronized List<TaskLine> after(String service, int told) {
        return isThere(service) ? lines(service).stream().skip(told).toList() : List.of();
    }

    private static List<TaskLine> wanted(List<TaskLine> all, LogQuery query) {
        var since = query.since();
        var recent = all.stream()
                .filter(line -> since == null || !line.line().time().isBefore(since))
                .toList();
        var tail = query.tail();
        if (tail == null) {
            return recent;
        }
        return recent.stream()
                .filter(line -> recent.stream()
                                .skip(recent.indexOf(line) + 1L)
                                .filter(later -> later.task().equals(line.task()))
                                .count()
                        < tail)
                .toList();
    }

    private synchronized boolean isThere(String service) {
        return services.containsKey(service);
    }

    private synchronized List<TaskLine> lines(String service) {
        if (!isThere(service)) {
            throw SkerryException.notFound("service", service);
        }
        return List.copyOf(services.get(service));
    }
}
