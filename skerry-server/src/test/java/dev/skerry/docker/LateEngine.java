package dev.skerry.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// An engine that begins to listen some time after its host is up, and then says what it is.
public final class LateEngine implements AutoCloseable {
    private final CompletableFuture<ScriptedEngine> engine;

    public LateEngine(Path socket, Duration delay) {
        Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
        this.engine = CompletableFuture.supplyAsync(
                () -> new ScriptedEngine(
                        socket,
                        ScriptedEngine.json(200, "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}"),
                        ScriptedEngine.json(200, "{\"ServerVersion\":\"20.10.24\",\"NCPU\":2,\"MemTotal\":1024}")),
                later);
    }

    /// What it was asked.
    public Collection<String> requests() {
        return List.copyOf(engine.join().requests);
    }

    @Override
    public void close() {
        engine.join().close();
    }
}
