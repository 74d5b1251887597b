package dev.skerry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Role;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.client.NewsWatch;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.api.client.UnreachableException;
import dev.skerry.api.events.CloseCode;
import dev.skerry.api.events.News;
import dev.skerry.api.values.CertificateId;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ServerUrl;
import dev.skerry.config.ServerConfig;
import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.events.Events;
import dev.skerry.events.Watched;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.operations.Operations;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventSocketTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final OrganizationId OURS = new OrganizationId(new UUID(0, 1));
    private static final OrganizationId THEIRS = new OrganizationId(new UUID(0, 2));
    private static final UUID NOTES = new UUID(1, 1);
    private static final UUID SHOP = new UUID(1, 2);

    private final Database database = DATABASE.get();
    private final Events events = new Events();
    private final Map<String, Actor> tokens = new ConcurrentHashMap<>(Map.of(
            "ours", new Actor(new UUID(2, 1), OURS, Role.VIEWER, new UUID(3, 1)),
            "theirs", new Actor(new UUID(2, 2), THEIRS, Role.OWNER, new UUID(3, 2))));
    private final WebServer server = start();

    private record Changed(
            OrganizationId organization, @Nullable UUID application, News news) implements Watched {}

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsEachOrganizationItsOwnNewsOnly() throws Exception {
        var ours = new LinkedBlockingQueue<News>();
        var theirs = new LinkedBlockingQueue<News>();
        try (var one = client("ours");
                var other = client("theirs");
                var _ = one.watch(Set.of(), ours::add);
                var _ = other.watch(Set.of(), theirs::add)) {
            publish(OURS, NOTES, 1);
            publish(THEIRS, SHOP, 2);
            publish(OURS, SHOP, 3);

            assertThat(next(ours)).isEqualTo(running(NOTES, 1));
            assertThat(next(ours)).isEqualTo(running(SHOP, 3));
            assertThat(next(theirs)).isEqualTo(running(SHOP, 2));
            assertThat(ours).isEmpty();
            assertThat(theirs).isEmpty();
        }
    }

    @Test
    void tellsOfTheApplicationsThatAreWatched() throws Exception {
        var heard = new LinkedBlockingQueue<News>();
        try (var client = client("ours");
                var watch = client.watch(Set.of(SHOP), heard::add)) {
            publish(OURS, NOTES, 1);
            publish(OURS, SHOP, 2);
            assertThat(next(heard)).isEqualTo(running(SHOP, 2));

            watch.only(Set.of());
            publish(OURS, NOTES, 3);
            assertThat(next(heard)).isEqualTo(running(NOTES, 3));
        }
    }

    @Test
    void tellsOfWhatBelongsToNoApplicationThoseWhoWatchAll() throws Exception {
        var heard = new LinkedBlockingQueue<News>();
        var certificate =
                new News.CertificateChanged(new CertificateId(new UUID(0, 7)), News.Change.ADDED, new Name("site"));
        var event = new Changed(OURS, null, certificate);
        try (var client = client("ours");
                var watch = client.watch(Set.of(SHOP), heard::add)) {
            database.useTransaction(transaction -> events.publish(transaction, event));
            publish(OURS, SHOP, 1);
            assertThat(next(heard)).isEqualTo(running(SHOP, 1));

            watch.only(Set.of());
            database.useTransaction(transaction -> events.publish(transaction, event));
            assertThat(next(heard)).isEqualTo(certificate);
        }
    }

    @Test
    void signsInByTheFirstMessageToo() throws Exception {
        var socket = new Raw("/api/ws?token=ours");
        publish(OURS, NOTES, 1);
        socket.say("{\"type\":\"sign-in\",\"token\":\"ours\"}");

        assertThat(next(socket.heard)).as("and never by the address").isEqualTo("{\"type\":\"welcome\"}");
        publish(OURS, NOTES, 2);
        assertThat(next(socket.heard))
                .isEqualTo(
                        "{\"type\":\"application.status\",\"application\":\"%s\",\"status\":\"RUNNING\",\"release\":2}"
                                .formatted(NOTES));
    }

    @Test
    void sendsStrangersAway() throws Exception {
        var wrong = new Raw("/api/ws");
        wrong.say("{\"type\":\"sign-in\",\"token\":\"guessed\"}");
        assertThat(wrong.end()).isEqualTo(new NewsWatch.End(CloseCode.NOT_SIGNED_IN, "This is no valid token."));

        try (var client = client("guessed")) {
            assertThatThrownBy(() -> client.watch(Set.of(), _ -> {}))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("4401): This is no valid token.");
        }
        for (var rubbish :
                List.of("", "{}", "[]", "{\"type\":\"sign-in\"}", "{\"type\":\"delete\"}", "x".repeat(1000))) {
            var socket = new Raw("/api/ws");
            socket.say(rubbish);
            assertThat(socket.end().code()).as(rubbish).isEqualTo(CloseCode.NOT_UNDERSTOOD);
        }
    }

    @Test
    void closesWhenTheTokenIsValidNoLonger() throws Exception {
        try (var client = client("ours");
                var watch = client.watch(Set.of(), _ -> {})) {
            tokens.remove("ours");

            assertThat(watch.end().get(30, TimeUnit.SECONDS))
                    .isEqualTo(new NewsWatch.End(CloseCode.NOT_SIGNED_IN, "The token is valid no longer."));
        }
    }

    @Test
    void dropsAReaderThatDoesNotRead() throws Exception {
        var socket = new Raw("/api/ws");
        socket.say("{\"type\":\"sign-in\",\"token\":\"ours\"}");
        next(socket.heard);
        socket.pauses = true;
        var large = new News.StepChanged(NOTES, new DeploymentId(SHOP), "x".repeat(100_000), "failed", null);
        for (var i = 0; i < 2000; i++) {
            database.useTransaction(transaction -> events.publish(transaction, new Changed(OURS, NOTES, large)));
        }

        socket.goOn();

        assertThat(socket.end())
                .isEqualTo(new NewsWatch.End(CloseCode.TOO_SLOW, "You read too slowly and missed something."));
    }

    @Test
    void saysWhenTheServerStops() throws Exception {
        try (var client = client("ours");
                var watch = client.watch(Set.of(), _ -> {})) {
            server.close();

            assertThat(watch.end().get(30, TimeUnit.SECONDS)).isEqualTo(new NewsWatch.End(1001, "Skerry stops."));
        }
    }

    /// A socket by hand.
    private final class Raw implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<NewsWatch.End> end = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;
        private volatile boolean pauses;

        Raw(String path) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + path), this)
                    .join();
        }

        void say(String message) {
            socket.sendText(message, true).join();
        }

        NewsWatch.End end() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }

        void goOn() {
            pauses = false;
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            if (!pauses) {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end.complete(new NewsWatch.End(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end.completeExceptionally(error);
        }
    }

    private WebServer start() {
        var web = new WebServer(
                new WebConfig("127.0.0.1", 0, new ServerConfig.Limits(1_000, 1_000), Duration.ofMillis(50)),
                new Operations(List.of(), List.of()),
                token -> Optional.ofNullable(tokens.get(token)),
                events,
                System::nanoTime);
        web.start();
        return web;
    }

    private SkerryClient client(String token) {
        return new SkerryClient(new ServerUrl("http://127.0.0.1:" + server.port()), token);
    }

    private void publish(OrganizationId organization, UUID application, int release) {
        var news = running(application, release);
        database.useTransaction(
                transaction -> events.publish(transaction, new Changed(organization, application, news)));
    }

    private static News running(UUID application, int release) {
        return new News.ApplicationChanged(application, ApplicationStatus.RUNNING, release);
    }

    private static <T> T next(BlockingQueue<T> heard) throws InterruptedException {
        var news = heard.poll(30, TimeUnit.SECONDS);
        assertThat(news).isNotNull();
        return news;
    }
}
