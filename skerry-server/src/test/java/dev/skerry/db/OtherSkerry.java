package dev.skerry.db;

import dev.skerry.config.EmbeddedPostgresConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// A process that runs a server, to be killed with -9: closing it kills it and waits for its end.
record OtherSkerry(Process process, long serverPid) implements AutoCloseable {
    private static final String READY = "server ";

    static OtherSkerry start(Path folder, Map<String, String> settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var list = settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherSkerry.class.getName(),
                        folder.toString(),
                        list)
                .redirectErrorStream(true)
                .start();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(READY)) {
                return new OtherSkerry(process, Long.parseLong(line.substring(READY.length())));
            }
            System.out.println("other: " + line);
        }
        throw new IllegalStateException("The other Skerry did not start");
    }

    public static void main(String[] arguments) throws InterruptedException {
        var settings = arguments[1].isEmpty()
                ? Map.<String, String>of()
                : Map.of(arguments[1].split("=", 2)[0], arguments[1].split("=", 2)[1]);
        var server = EmbeddedPostgres.start(new EmbeddedPostgresConfig(Path.of(arguments[0]), 0, settings));
        System.out.println(READY + server.pid());
        new CountDownLatch(1).await();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
