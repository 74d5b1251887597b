package dev.skerry.web;

import static dev.skerry.api.Operation.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Effect;
import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Permission;
import dev.skerry.api.Role;
import dev.skerry.api.Scope;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.client.Patience;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.api.sources.ArchiveView;
import dev.skerry.api.values.ServerUrl;
import dev.skerry.config.ServerConfig;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Binding;
import dev.skerry.operations.Operations;
import dev.skerry.operations.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes on their way through the HTTP edge.
class UploadTest {
    private static final String TOKEN = "good";
    private static final long LIMIT = 64L << 20;
    private static final Operation<ApplicationInput, ArchiveView> PUT = operation(
                    "things.put", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .put("/api/things/{application}")
            .uploads()
            .takes(ApplicationInput.class, Output.one(ArchiveView.class))
            .says("Puts a thing", "things put", "application");

    @TempDir
    Path temporary;

    private final List<String> received = new ArrayList<>();
    private final AtomicLong largestRead = new AtomicLong();
    private WebServer server;

    @BeforeEach
    void start() {
        var operations = new Operations(List.of(PUT), List.of(Binding.bindUpload(PUT, this::take)));
        var developer = new Actor(
                UUID.randomUUID(), new OrganizationId(UUID.randomUUID()), Role.DEVELOPER, UUID.randomUUID(), false);
        server = new WebServer(
                new WebConfig("127.0.0.1", 0, new ServerConfig.Limits(1_000, 1_000)),
                operations,
                token -> token.equals(TOKEN) ? Optional.of(developer) : Optional.empty(),
                new Events(),
                System::nanoTime);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void handsOverMoreThanAnyJsonMayHave() throws IOException {
        try (var client = client()) {
            var answer = client.upload(PUT, input(), file(48L << 20));

            assertThat(answer.path("size").asLong()).isEqualTo(48L << 20);
            assertThat(received).containsExactly("notes announced " + (48L << 20));
            assertThat(largestRead.get()).as("bytes in memory at once").isLessThanOrEqualTo(8192);
        }
    }

    @Test
    void refusesWhatIsTooLargeBeforeAnyOfItIsSent() throws IOException {
        var file = file(LIMIT + 1);
        try (var client = client()) {
            assertThatThrownBy(() -> client.upload(PUT, input(), file))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("too-large"));
        }
    }

    @Test
    void refusesStrangersBeforeAnyOfItIsSent() throws IOException {
        var file = file(LIMIT);
        try (var client = new SkerryClient(url(), "bad", Patience.NORMAL)) {
            assertThatThrownBy(() -> client.upload(PUT, input(), file))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.status()).isEqualTo(401));
        }
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/zip", "application/x-tar", "application/gzip; charset=binary", "Application/ZIP"})
    void takesTheTypesOfArchives(String type) throws Exception {
        assertThat(send(type).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
    void refusesOtherTypesAndSaysHowItIsDone(String type) throws Exception {
        var answer = send(type);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("curl -T FILE");
        assertThat(received).isEmpty();
    }

    @Test
    void noticesABodyThatBreaksOff() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(
                            "PUT /api/things/notes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 100\r\n\r\nabc"
                                    .formatted(TOKEN)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("broke off");
        }
        assertThat(received).containsExactly("notes announced 100");
    }

    private ArchiveView take(Actor actor, ApplicationInput input, Upload upload) {
        if (upload.length().orElse(0) > LIMIT) {
            throw new SkerryException(ErrorCode.TOO_LARGE, "Too much.");
        }
        received.add(input.application() + " announced " + upload.length().orElse(-1));
        return new ArchiveView(UUID.randomUUID(), "notes", "", size(upload.open()), "tar", Instant.EPOCH);
    }

    private long size(InputStream bytes) {
        var size = 0L;
        var buffer = new byte[8192];
        try {
            for (var read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                largestRead.accumulateAndGet(read, Math::max);
            }
            return size;
        } catch (IOException e) {
            throw new SkerryException(ErrorCode.INVALID_INPUT, "It broke off.", e);
        }
    }

    private java.net.http.HttpResponse<String> send(String type) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url() + "/api/things/notes"))
                    .PUT(BodyPublishers.ofByteArray(new byte[] {1}))
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Type", type)
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private Path file(long size) throws IOException {
        var file = temporary.resolve("file");
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
        }
        return file;
    }

    private SkerryClient client() {
        return new SkerryClient(url(), TOKEN);
    }

    private ServerUrl url() {
        return new ServerUrl("http://127.0.0.1:" + server.port());
    }

    private static tools.jackson.databind.node.ObjectNode input() {
        return Json.MAPPER.createObjectNode().put("application", "notes");
    }
}
