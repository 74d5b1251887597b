package dev.skerry.db;

import dev.skerry.kernel.SkerryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects records and stores them in batches soon after, in the order they came; `close` stores what is left. While
/// the database is away they wait here: whoever adds one never fails because of it.
public final class WriteBehind<T> implements AutoCloseable {
    private static final int BATCH = 200;
    private static final long DELAY_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
    private final String name;
    private final Consumer<List<T>> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<T> waiting = new ArrayList<>();
    private boolean closed;

    /// @param name of its thread, and in messages
    /// @param store writes a batch in one transaction
    public WriteBehind(String name, Consumer<List<T>> store) {
        this.name = name;
        this.store = store;
        Thread.ofVirtual().name(name).start(this::flushRegularly);
    }

    /// What comes after the end is dropped.
    public void add(T record) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            waiting.add(record);
            if (waiting.size() % BATCH == 0) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            flush();
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void flushRegularly() {
        try {
            while (!isClosed()) {
                Thread.sleep(DELAY_MILLIS);
                lock.lock();
                try {
                    flush();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            store.accept(List.copyOf(waiting));
            waiting.clear();
        } catch (SkerryException e) {
            LOG.warn("{} records of {} wait: {}", waiting.size(), name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} records of {} are lost, as they can never be stored", waiting.size(), name, e);
            waiting.clear();
        }
    }
}
