package dev.skerry.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skerry.cli.output.ConsolePrompt;
import dev.skerry.cli.output.Style;
import dev.skerry.cli.output.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// Runs when the command line is packed, and never again: what common commands load here, Java keeps in its AOT
/// cache, so that they start in a fraction of the time.
final class Training {
    private static final String ID = "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14";
    private static final String TIME = "2026-11-21T10:00:00Z";

    /// Something of everything: good enough for an answer to every command.
    private static final String THING = """
            {"id": "%s", "name": "notes", "ref": "default.production.notes", "application": "notes", "number": 1,
             "status": "success", "release": 1, "version": 1, "urls": ["http://notes"], "createdAt": "%s",
             "startedAt": "%s", "finishedAt": "%s", "source": {"type": "git", "url": "file:///notes"},
             "steps": [{"name": "clone", "status": "done", "startedAt": "%s", "finishedAt": "%s"}]}""".formatted(ID, TIME, TIME, TIME, TIME, TIME);

    private static final String EVENTS = """
            id: 1
            data: {"offset": 1, "time": "%s", "source": "build", "text": "Step"}

            event: end
            data: {}

            """.formatted(TIME);

    private static final List<String> COMMANDS = List.of(
            "version",
            "help",
            "help apps create",
            "apps",
            "ps --json",
            "apps get notes",
            "apps create notes --git file:///notes",
            "deploy notes",
            "releases notes",
            "logs notes",
            "env set notes A=1",
            "apps get NOTES",
            "status");

    private Training() {}

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Training::answer);
        server.start();
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                nowhere, nowhere, new ConsolePrompt(), new Style(true), InstantSource.system(), ZoneId.systemDefault());
        var environment =
                Map.of("SKERRY_URL", "http://127.0.0.1:" + server.getAddress().getPort(), "SKERRY_TOKEN", "none");
        for (var command : COMMANDS) {
            new Skerry(terminal, environment).run(List.of(command.split(" ")));
        }
        deployFolder(terminal, environment);
        SSLContext.getDefault(); // what https loads
        server.stop(0);
        System.exit(0); // exit code
    }

    private static void deployFolder(Terminal terminal, Map<String, String> environment) throws IOException {
        var folder = Files.createTempDirectory("skerry-training-");
        var file = Files.writeString(folder.resolve(".gitignore"), "*.log\n");
        new Skerry(terminal, environment).run(List.of("deploy", folder.toString(), "--app", "web"));
        Files.delete(file);
        Files.delete(folder);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var isList = exchange.getRequestMethod().equals("GET") && path.endsWith("s");
        var thing = isList ? "{\"items\": [%s]}".formatted(THING) : THING;
        var bytes = (path.endsWith("/log") ? EVENTS : thing).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
