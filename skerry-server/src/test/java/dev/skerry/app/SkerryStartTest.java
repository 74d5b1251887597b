package dev.skerry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class SkerryStartTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path state;

    @Test
    void closesWhatWasOpenedWhenItCannotListen() throws IOException {
        var closed = new AtomicInteger();
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> new WholeServer(
                            state, DATABASE.get(), taken.getLocalPort(), closed::incrementAndGet, () -> {
                                throw new SkerryException(ErrorCode.INTERNAL, "this part does not close");
                            }))
                    .hasMessageContaining("" + taken.getLocalPort());
        }

        assertThat(closed).as("after a part that did not close, too").hasValue(1);
    }

    @Test
    void keepsAllItWritesFromOtherUsers() throws IOException {
        var loose = Files.createDirectory(state.resolve("logs"));
        Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rwxr-xr-x"));
        var database = Database.open(DATABASE.config());
        try (var _ = new WholeServer(state, database);
                var paths = Files.walk(state)) {
            var written = paths.filter(path -> !path.equals(state)).toList();
            assertThat(written)
                    .extracting(path -> state.relativize(path).toString())
                    .contains("keys.json", "setup-token", "logs");
            assertThat(written)
                    .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path))
                            .doesNotContainAnyElementsOf(PosixFilePermissions.fromString("---rwxrwx")));
        } finally {
            database.close();
        }
    }

    @Test
    void isHealthyAsLongAsItsDatabaseIs() {
        var database = Database.open(DATABASE.config());
        try (var server = new WholeServer(state, database)) {
            var input = JsonNodeFactory.instance.objectNode();
            assertThat(server.call(SystemRows.HEALTH, input, null).status()).isEqualTo(200);

            DATABASE.isolated(() -> {
                var answer = server.call(SystemRows.HEALTH, input, null);
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                assertThat(answer.json().path("code").asString()).isEqualTo("unavailable");
            });
        } finally {
            database.close();
        }
    }
}
