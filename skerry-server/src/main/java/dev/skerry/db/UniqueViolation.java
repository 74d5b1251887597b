package dev.skerry.db;

import org.jspecify.annotations.Nullable;

/// A row with that key is there already. Thrown by `Database.inTransaction`; nothing was stored.
public final class UniqueViolation extends RuntimeException {
    private final String constraint;

    UniqueViolation(String constraint, @Nullable Throwable cause) {
        super("The constraint '%s' allows one such row only".formatted(constraint), cause);
        this.constraint = constraint;
    }

    /// The name of the constraint or unique index, as the migration gives it.
    public String constraint() {
        return constraint;
    }
}
