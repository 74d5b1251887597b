package dev.skerry.router;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Steady POST requests from several threads, as many as it takes until it is closed. Each that does not end with
/// 200 is counted with what went wrong.
final class Load implements AutoCloseable {
    private static final int THREADS = 8;
    private static final Duration GAP = Duration.ofMillis(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();
    private final HttpRequest request;
    private final HttpClient client;
    private volatile boolean stopping;

    /// @param version HTTP_2 needs `https`
    Load(URI uri, HttpClient.Version version) {
        this.client = HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(TrustsAll.context())
                .build();
        this.request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString("payload"))
                .build();
        for (int i = 0; i < THREADS; i++) {
            threads.execute(this::post);
        }
    }

    int sent() {
        return sent.get();
    }

    /// What went wrong, and how often.
    Map<String, Integer> failed() {
        return failed;
    }

    private void post() {
        while (!stopping) {
            try {
                var response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    failed.merge("status " + response.statusCode(), 1, Integer::sum);
                }
                sent.incrementAndGet();
                Thread.sleep(GAP);
            } catch (IOException e) {
                failed.merge(e.toString(), 1, Integer::sum);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Waits for the requests in progress.
    @Override
    public void close() {
        stopping = true;
        threads.close();
        client.close();
    }
}
