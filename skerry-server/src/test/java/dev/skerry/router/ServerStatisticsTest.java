package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.router.ServerState.Health;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerStatisticsTest {
    /// Shortened to the columns that are read, and one before and after.
    private static final String HEAD =
            "# pxname,svname,qcur,scur,econ,eresp,wretr,wredis,status,weight,check_status,check_code,check_duration,"
                    + "hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,last_chk,check_desc,\n";

    @Test
    void readsEachServer() {
        var answer = HEAD
                + "web,10.0.0.1-80,0,3,1,2,9,4,UP,100,L7OK,200,1,1,100,10,20,30,0,,Layer7 check passed,\n"
                + "web,10.0.0.2-80,0,0,0,0,0,0,DOWN,0,* L4CON,,0,0,0,0,0,0,0,\"Connection, \"\"refused\"\"\",Layer4 connection problem,\n"
                + "web,10.0.0.3-80,0,0,,,,,UP 1/3,0,INI,,,,,,,,,,Initializing,\n\n";

        assertThat(ServerStatistics.parse(answer))
                .containsExactly(
                        new ServerStatistics("web", "10.0.0.1-80", "UP", 100, 3, "L7OK/200 in 1ms", 161, 30, 7),
                        new ServerStatistics(
                                "web", "10.0.0.2-80", "DOWN", 0, 0, "L4CON in 0ms (Connection, \"refused\")", 0, 0, 0),
                        new ServerStatistics("web", "10.0.0.3-80", "UP 1/3", 0, 0, "", 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "UP,        L7OK in 1ms,  UP",
        "UP 2/3,    L7STS in 1ms, UP",
        "DOWN,      L4CON in 1ms, DOWN",
        "DOWN 1/2,  L7OK in 1ms,  DOWN",
        "UP 1/3,    '',           UNKNOWN",
        "MAINT,     L7OK in 1ms,  UNKNOWN",
    })
    void takesNoHealthForGrantedBeforeTheFirstCheck(String status, String check, Health health) {
        assertThat(new ServerStatistics("web", "a", status, 0, 0, check, 0, 0, 0).health())
                .isEqualTo(health);
    }

    @Test
    void countsARequestWithoutAnAnswerAsOneThatFailed() {
        var address = new ServerAddress("10.0.0.1", 80);

        assertThat(new ServerStatistics("web", "10.0.0.1-80", "UP", 100, 3, "", 161, 30, 7).traffic())
                .hasValue(new ServerTraffic(address, 168, 37));
        assertThat(new ServerStatistics("web", "BACKEND", "UP", 100, 3, "", 161, 30, 7).traffic())
                .isEmpty();
    }

    @Test
    void findsNobodyInAComplaint() {
        assertThat(ServerStatistics.parse("No such proxy.\n\n")).isEqualTo(List.of());
    }
}
