package dev.skerry.web;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a reader is told and has not taken yet: one message on the wire, some behind it, and never more.
final class Outbox {
    private final int room;
    private final Wire wire;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean pumping;

    /// Sends a message, and says when it may have the next.
    interface Wire {
        void send(String message, Runnable sent, Consumer<Throwable> failed);
    }

    /// @param room for messages behind the one on the wire
    Outbox(int room, Wire wire) {
        this.room = room;
        this.wire = wire;
    }

    /// @return false when there is no room: the message is lost
    boolean offer(String message) {
        synchronized (this) {
            if (waiting.size() >= room) {
                return false;
            }
            waiting.add(message);
        }
        pump();
        return true;
    }

    /// One caller at a time sends, in a loop, as the wire may be done before it returns.
    private void pump() {
        for (var next = begin(true); next != null; next = begin(false)) {
            wire.send(next, this::sent, _ -> clear());
        }
    }

    private synchronized @Nullable String begin(boolean enters) {
        if (enters && pumping) {
            return null;
        }
        var next = sending ? null : waiting.poll();
        pumping = next != null;
        sending |= pumping;
        return next;
    }

    private void sent() {
        synchronized (this) {
            sending = false;
        }
        pump();
    }

    private synchronized void clear() {
        waiting.clear();
    }
}
