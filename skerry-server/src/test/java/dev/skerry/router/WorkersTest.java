package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.router.Workers.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void tellsTheServingWorkerFromOldOnes() {
        var answer = """
                #<PID>          <type>          <reloads>       <uptime>        <version>
                1               master          3 [failed: 0]   0d00h01m04s     2.6.12-1+deb12u4
                # workers
                17              worker          0               0d00h00m01s     2.6.12-1+deb12u4
                # old workers
                11              worker          2               1d02h01m03s     2.6.12-1+deb12u4
                7               worker          3               1d02h02m03s     2.6.12-1+deb12u4
                # programs

                """;

        assertThat(Workers.parse(answer))
                .isEqualTo(new Workers(
                        3,
                        0,
                        Optional.of(new Worker(17, Duration.ofSeconds(1))),
                        List.of(
                                new Worker(11, Duration.ofHours(26).plusSeconds(63)),
                                new Worker(7, Duration.ofHours(26).plusSeconds(123)))));
    }

    @Test
    void readsThatAReloadFailed() {
        var answer = """
                #<PID>          <type>          <reloads>       <uptime>        <version>
                1               master          2 [failed: 1]   0d00h01m03s     2.6.12-1+deb12u4
                # workers
                11              worker          1               0d00h01m02s     2.6.12-1+deb12u4
                # programs
                """;

        assertThat(Workers.parse(answer))
                .isEqualTo(new Workers(2, 1, Optional.of(new Worker(11, Duration.ofSeconds(62))), List.of()));
    }

    @Test
    void findsNobodyInNonsense() {
        assertThat(Workers.parse("Unknown command\n\n")).isEqualTo(new Workers(0, 0, Optional.empty(), List.of()));
    }
}
