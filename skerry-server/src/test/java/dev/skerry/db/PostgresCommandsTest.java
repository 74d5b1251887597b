package dev.skerry.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresCommandsTest {
    private static final Path FOLDER = Path.of("/state/postgres");

    @Test
    void makesDataThatSortsAlikeEverywhere() {
        var command =
                PostgresCommands.initialise(cluster(Map.of()), FOLDER.resolve("data.new"), FOLDER.resolve("secret"));

        assertThat(command.toString())
                .isEqualTo("/state/postgres/bin-18.6.0/bin/initdb --pgdata /state/postgres/data.new --username skerry"
                        + " --pwfile /state/postgres/secret --auth scram-sha-256 --encoding UTF8 --locale C"
                        + " --locale-provider builtin --builtin-locale C.UTF-8 --data-checksums --no-instructions");
    }

    @Test
    void servesDurablyOnTheLoopbackAddressAlone() {
        var arguments = PostgresCommands.serve(cluster(Map.of())).arguments();

        assertThat(arguments.subList(0, 3))
                .containsExactly("/state/postgres/bin-18.6.0/bin/postgres", "-D", "/state/postgres/data");
        assertThat(arguments)
                .contains(
                        "fsync=on",
                        "full_page_writes=on",
                        "synchronous_commit=on",
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "port=15432")
                .noneMatch(argument -> argument.contains("hidden"));
    }

    @Test
    void letsSettingsBeReplaced() {
        var arguments = PostgresCommands.serve(cluster(Map.of("work_mem", "8MB", "port", "1")))
                .arguments();

        assertThat(arguments).contains("work_mem=8MB", "port=15432").doesNotContain("work_mem=4MB");
    }

    @Test
    void runsAsTheServersUser() {
        var user = new ServerUser.SystemUser("skerry-postgres");

        assertThat(user.running(PostgresCommands.stop(cluster(Map.of()), "fast"))
                        .arguments())
                .isEqualTo(List.of(
                        "setpriv",
                        "--reuid",
                        "skerry-postgres",
                        "--regid",
                        "skerry-postgres",
                        "--clear-groups",
                        "--",
                        "/state/postgres/bin-18.6.0/bin/pg_ctl",
                        "stop",
                        "--no-wait",
                        "--pgdata",
                        "/state/postgres/data",
                        "--mode",
                        "fast"));
    }

    @Test
    void makesAUserWithoutShellAndHome() {
        assertThat(ServerUser.creation("skerry-postgres").toString())
                .startsWith("useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /")
                .endsWith(" skerry-postgres");
    }

    @Test
    void readsWhatTheServerSaysOfItself() {
        var whole = List.of("4711", "/state/data", "1763", "15432", "", "127.0.0.1", "  123  4", "ready   ");

        assertThat(PostmasterFile.parse(whole)).contains(new PostmasterFile(4711, 15432, true));
        assertThat(PostmasterFile.parse(whole.subList(0, 7))).contains(new PostmasterFile(4711, 15432, false));
        assertThat(PostmasterFile.parse(List.of("4711"))).contains(new PostmasterFile(4711, 0, false));
        assertThat(PostmasterFile.parse(List.of(""))).isEqualTo(Optional.empty());
        assertThat(PostmasterFile.parse(List.of())).isEqualTo(Optional.empty());
    }

    private static Cluster cluster(Map<String, String> settings) {
        var binaries = new PostgresBinaries(FOLDER.resolve("bin-18.6.0"), "18.6.0");
        return new Cluster(FOLDER, binaries, new ServerUser.Self(), 15432, new Secret("hidden"), settings);
    }
}
