package dev.skerry.endtoend;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// Several visitors at once, who note which release answered them, and what else they got.
final class Crowd implements AutoCloseable {
    private static final int VISITORS = 4;
    private static final Pattern RELEASE = Pattern.compile("\"release\":\"?v?(\\d+)");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Integer> good = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> bad = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    Crowd(Installation installation, String application) {
        for (int i = 0; i < VISITORS; i++) {
            threads.execute(() -> {
                while (!leaving) {
                    note(installation.get(application, "/api/info"));
                    ServerProcess.pause();
                }
            });
        }
    }

    private void note(RouterAnswer answer) {
        var release = RELEASE.matcher(answer.body());
        if (answer.status() == 200 && release.find()) {
            good.merge(Integer.parseInt(release.group(1)), 1, Integer::sum);
        } else {
            bad.merge(answer.status(), 1, Integer::sum);
        }
    }

    /// How many good answers there were of a release.
    int of(int release) {
        return good.getOrDefault(release, 0);
    }

    /// How many answers were no good, by status; 0 stands for none.
    Map<Integer, Integer> bad() {
        return Map.copyOf(bad);
    }

    @Override
    public void close() {
        leaving = true;
        threads.close();
    }
}
