package dev.skerry.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "08006, UNAVAILABLE, The database does not answer",
        "57P01, UNAVAILABLE, The database does not answer",
        "40001, UNAVAILABLE, Others kept changing",
        "40P01, UNAVAILABLE, Others kept changing",
        "57014, DEADLINE_EXCEEDED, took too long",
        "42P01, INTERNAL, (SQL state 42P01): first line"
    })
    void saysWhatAnSqlStateMeans(String state, ErrorCode code, String message) {
        var failure = new IllegalStateException(new SQLException("first line\nDetail: a secret", state));

        assertThat(SqlFailures.translate(failure))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @Test
    void namesAnExhaustedPool() {
        var failure = new IllegalStateException(
                new SQLTransientConnectionException("database - Connection is not available", "08001"));

        assertThat(SqlFailures.translate(failure))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("gives no connection");
    }

    @Test
    void leavesWhatIsNotTheDatabasesAsItIs() {
        var own = new IllegalArgumentException("mine");
        var known = new SkerryException(ErrorCode.CONFLICT, "known", new SQLException("x", "23505"));

        assertThat(SqlFailures.translate(own)).isSameAs(own);
        assertThat(SqlFailures.translate(known)).isSameAs(known);
    }
}
