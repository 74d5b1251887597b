package dev.skerry.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what a row mapper needs from a row beside texts and numbers.
public final class Rows {
    private Rows() {}

    public static UUID id(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(idOrNull(row, column), column);
    }

    public static @Nullable UUID idOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column), column);
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static @Nullable Integer integerOrNull(ResultSet row, String column) throws SQLException {
        var number = row.getInt(column);
        return row.wasNull() ? null : number;
    }
}
