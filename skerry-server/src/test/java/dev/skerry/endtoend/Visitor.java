package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody who looks at an application again and again, through the router, and remembers every bad answer.
final class Visitor implements AutoCloseable {
    private final List<RouterAnswer> bad = new CopyOnWriteArrayList<>();
    private final AtomicInteger good = new AtomicInteger();
    private final Thread thread;
    private volatile boolean leaving;

    Visitor(Installation installation, String application, String path) {
        this.thread = Thread.ofVirtual().start(() -> {
            while (!leaving) {
                var answer = installation.get(application, path);
                if (answer.status() == 200) {
                    good.incrementAndGet();
                } else {
                    bad.add(answer);
                }
                ServerProcess.pause();
            }
        });
    }

    /// Leaves, and tells whether every answer was good.
    @Override
    public void close() {
        leaving = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(bad).as("answers that were not 200").isEmpty();
        assertThat(good.get()).as("good answers").isPositive();
    }
}
