package dev.skerry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {
    @ParameterizedTest
    @CsvSource({
        "postgres://ann:s3cret@db.example:5433/skerry, jdbc:postgresql://db.example:5433/skerry, ann, s3cret",
        "postgresql://ann:s3cret@db.example/skerry, jdbc:postgresql://db.example:5432/skerry, ann, s3cret",
        "jdbc:postgresql://db.example/skerry?user=ann&password=s3cret, jdbc:postgresql://db.example:5432/skerry, ann, s3cret",
        "postgres://ann@[::1]/skerry, jdbc:postgresql://[::1]:5432/skerry, ann, ''",
        "postgres://a%40n:p%3A%2F+@h/my%20base, jdbc:postgresql://h:5432/my+base, a@n, p:/+",
        "postgres://ann:x@h/d?sslmode=require&user=bob, jdbc:postgresql://h:5432/d?sslmode=require, ann, x"
    })
    void readsAnAddress(String url, String jdbcUrl, String user, String password) {
        var config = DatabaseConfig.parse(url);

        assertThat(config).isEqualTo(new DatabaseConfig(jdbcUrl, user, new Secret(password)));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://ann:s3cret@h/d, must begin with postgres://",
        "skerry, must begin with postgres://",
        "postgres://ann:s3cret@/d, names no host",
        "'postgres://ann:s3cret@h1:1,h2:2/d', names no host",
        "postgres://ann:s3cret@h, names no database",
        "postgres://ann:s3cret@h/, names no database",
        "postgres://h/d?password=s3cret, names no user",
        "postgres://ann:s3c ret@h/d, is no address",
        "jdbc:postgresql:d, names no host"
    })
    void saysWhatIsWrongWithAnAddressAndKeepsThePasswordToItself(String url, String message) {
        assertThatThrownBy(() -> DatabaseConfig.parse(url))
                .isInstanceOfSatisfying(SkerryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.field()).isEqualTo("/database/url");
                })
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3c");
    }

    @Test
    void namesTheServerWithoutSecrets() {
        assertThat(DatabaseConfig.parse("postgres://ann:x@h/d?sslpassword=y").address())
                .isEqualTo("h:5432/d");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 101})
    void boundsThePool(int size) {
        var config = DatabaseConfig.parse("postgres://ann:x@h/d");

        assertThatThrownBy(() -> config.withPoolSize(size)).hasMessageContaining("2 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.9S", "PT61M"})
    void boundsTheTimeOfAStatement(Duration timeout) {
        var config = DatabaseConfig.parse("postgres://ann:x@h/d");

        assertThatThrownBy(() -> config.withStatementTimeout(timeout)).hasMessageContaining("1 s to 1 h");
    }

    @Test
    void boundsThePortOfSkerrysOwnServer() {
        assertThatThrownBy(() -> new EmbeddedPostgresConfig(Path.of("/x"), 65_536, Map.of()))
                .hasMessageContaining("65535");
    }
}
