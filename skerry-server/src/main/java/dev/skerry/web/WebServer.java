package dev.skerry.web;

import dev.skerry.events.Events;
import dev.skerry.operations.Operations;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.NetworkConnectionLimit;

/// Serves the catalogue over HTTP. Every route is a row; the only others are the OpenAPI document, the WebSocket for
/// news,
/// and what answers when there is no route.
public final class WebServer implements AutoCloseable {
    /// Who neither sends nor takes anything this long has gone.
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// Each costs a file handle, of which a process often has 8,192 or more.
    private static final int CONNECTIONS = 5_000;

    private final Javalin javalin;
    private final WebConfig config;
    private final EventSocket socket;

    /// @param commits how many there were, after which what is stored may read otherwise
    public WebServer(
            WebConfig config, Operations operations, Authenticator authenticator, Events events, LongSupplier commits) {
        this.config = config;
        var gate = new Route.Gate(
                new Throttle(config.limits(), InstantSource.system()),
                new JsonBody(),
                new EventStreams(config.round()),
                new Answers(commits));
        this.socket = new EventSocket(authenticator, events, config.round());
        this.javalin = Javalin.create(settings -> {
            configure(settings);
            Problems.answerAll(settings.routes);
            socket.register(settings.routes);
            var openApi = new OpenApiDocument(operations);
            settings.routes.get(
                    "/api/openapi.json",
                    ctx -> ctx.contentType("application/json").result(openApi.get()));
            for (var operation : operations.all()) {
                settings.routes.addHttpHandler(
                        HandlerType.findOrCreate(operation.method().name()),
                        operation.path(),
                        new Route(operation, operations, authenticator, gate));
            }
        });
    }

    public void start() {
        javalin.start(config.host(), config.port());
        socket.start();
    }

    /// The port it listens on.
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        socket.close();
        javalin.stop();
    }

    private static void configure(JavalinConfig settings) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.concurrency.useVirtualThreads = true;
        settings.http.maxRequestSize = JsonBody.MAX_JSON;
        settings.http.prefer405over404 = true;
        settings.router.ignoreTrailingSlashes = true;
        settings.routes.before(ctx -> {
            SecurityHeaders.ALL.forEach(ctx::header);
            RequestId.give(ctx);
        });
        settings.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setIdleTimeout(IDLE.toMillis());
        });
        settings.jetty.modifyServer(server -> {
            server.setErrorHandler(new Refusals());
            server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        });
        settings.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new Refusals()));
    }
}
