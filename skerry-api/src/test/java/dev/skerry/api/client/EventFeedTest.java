package dev.skerry.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.deployments.FollowLog;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.values.DeploymentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventFeedTest {
    private static final String ID = "0191e8a0-0000-7000-8000-000000000001";
    private static final String END = "event: end\ndata: {}\n\n";
    private static final String PROBLEM = """
            {"type": "t", "title": "T", "status": %d, "detail": "No.", "code": "x"}""";
    private static final Patience SHORT = new Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofMillis(1),
            Duration.ofMillis(4),
            3);

    private final ScriptedServer server = new ScriptedServer();
    private final SkerryClient client = new SkerryClient(server.url(), null, SHORT);
    private final Lines received = new Lines();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void deliversRecordsUntilTheServerEndsTheStream() {
        server.thenEvents(lines(1, 2) + END);
        follow();
        assertThat(received.texts).containsExactly("line 1", "line 2");
    }

    @Test
    void resumesAfterTheLastRecordWhenTheConnectionIsLost() {
        server.thenEvents(lines(1, 3) + "id: 4\ndata: {\"off")
                .then(503, "text/plain", "starting")
                .then(500, "application/problem+json", PROBLEM.formatted(500))
                .thenEvents(lines(4, 4) + ":\n\n")
                .thenEvents(lines(5, 5) + END);

        follow();

        assertThat(received.texts).containsExactly("line 1", "line 2", "line 3", "line 4", "line 5");
        var path = "GET /api/deployments/" + ID + "/log";
        assertThat(server.asked())
                .extracting(ScriptedServer.Asked::line)
                .containsExactly(path, path + "?after=3", path + "?after=3", path + "?after=3", path + "?after=4");
    }

    @Test
    void givesAStreamUpAfterSomeAttemptsInARow() {
        server.thenEvents(lines(1, 1));
        assertThatThrownBy(this::follow)
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("status 503");
        assertThat(server.asked()).hasSize(1 + SHORT.attempts());
    }

    @Test
    void doesNotRetryWhatTheServerRefusesOrWhatNeverBegan() {
        server.then(404, "application/problem+json", PROBLEM.formatted(404));
        assertThatThrownBy(this::follow).isInstanceOf(ProblemException.class);
        assertThat(server.asked()).hasSize(1);
        server.close();
        assertThatThrownBy(this::follow).isInstanceOf(UnreachableException.class);
    }

    @Test
    void takesAConnectionThatFellSilentForLost() {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(lines(1, 1).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            sleep(Duration.ofSeconds(20));
        });
        server.thenEvents(lines(2, 2) + END);
        follow();
        assertThat(received.texts).containsExactly("line 1", "line 2");
    }

    @Test
    void stopsWhenTheReceiverHasEnough() {
        server.thenEvents(lines(1, 10) + END);
        received.enough = 3;
        follow();
        assertThat(received.texts).hasSize(3);
    }

    @Test
    void asksTheReceiverAtEachSignOfLife() {
        server.thenEvents(lines(1, 1) + ":\n\n" + lines(2, 2) + END);
        received.open = false;
        follow();
        assertThat(received.texts).containsExactly("line 1");
    }

    @Test
    void readsWhatIsThereWithoutWaitingForMore() {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(lines(1, 2).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            sleep(Duration.ofSeconds(20));
        });
        var input = Json.MAPPER.createObjectNode().put("deployment", ID);
        var ids = new ArrayList<Long>();
        client.readAvailable(DeploymentRows.LOG, input, Duration.ofMillis(200), new Feed.Receiver<>() {
            @Override
            public boolean accept(long id, JsonNode item) {
                return ids.add(id);
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        });
        assertThat(ids).containsExactly(1L, 2L);
    }

    @Test
    void doublesItsPausesUpToTheLongest() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(SHORT::pause).map(Duration::toMillis))
                .containsExactly(1L, 2L, 4L, 4L, 4L);
        assertThat(Patience.NORMAL.pause(1_000)).isEqualTo(Duration.ofSeconds(5));
    }

    private void follow() {
        client.call(DeploymentRows.LOG, new FollowLog(DeploymentId.of(ID), null))
                .deliver(received);
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number ->
                        "id: %d\ndata: {\"offset\": %d, \"time\": \"2026-11-21T10:00:00Z\", ".formatted(number, number)
                                + "\"source\": \"build\", \"text\": \"line %d\"}\n\n".formatted(number))
                .collect(Collectors.joining());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Keeps the texts it received.
    private static final class Lines implements Feed.Receiver<LogLine> {
        private final List<String> texts = new ArrayList<>();
        private int enough = Integer.MAX_VALUE;
        private boolean open = true;

        @Override
        public boolean accept(long id, LogLine item) {
            texts.add(item.text());
            return texts.size() < enough;
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }
}
