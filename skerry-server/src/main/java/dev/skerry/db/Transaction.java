package dev.skerry.db;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// One open transaction. Whoever writes takes it as an argument; it is over when the work given to
/// `Database.inTransaction` returns.
public final class Transaction {
    private final Handle handle;
    private final List<Runnable> hooks = new ArrayList<>();

    Transaction(Handle handle) {
        this.handle = handle;
    }

    /// Where statements run.
    public Handle handle() {
        return handle;
    }

    /// Runs once, in order of registration, after the commit and outside of it; never when rolled back. What it
    /// throws is logged, as the change stands.
    public void afterCommit(Runnable hook) {
        hooks.add(hook);
    }

    List<Runnable> hooks() {
        return List.copyOf(hooks);
    }
}
