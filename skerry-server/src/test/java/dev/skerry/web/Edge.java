package dev.skerry.web;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Feed;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Permission;
import dev.skerry.api.Role;
import dev.skerry.api.Scope;
import dev.skerry.api.values.LogOffset;
import dev.skerry.api.values.Name;
import dev.skerry.config.ServerConfig;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.operations.Binding;
import dev.skerry.operations.Operations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A server with an operation for strangers, one for those who are known, and a stream that goes on until its reader
/// leaves.
final class Edge implements AutoCloseable {
    private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 2));
    private static final int UNLIMITED = 1_000_000;

    private final Map<String, Actor> tokens = new ConcurrentHashMap<>();
    private final WebServer server;

    public record Thing(Name name) {}

    public record Follow(@Nullable LogOffset after) {}

    private static final Operation<Thing, Thing> ENTER = operation(
                    "things.enter", Permission.ANYONE, Scope.ACCOUNT, Effect.WRITE)
            .post("/api/enter")
            .takes(Thing.class, Output.one(Thing.class))
            .says("Lets a thing in", "things enter", "name");
    private static final Operation<Thing, Thing> CREATE = operation(
                    "things.create", Permission.APPLICATION_CREATE, Scope.ORGANIZATION, Effect.WRITE)
            .post("/api/things")
            .takes(Thing.class, Output.one(Thing.class))
            .says("Makes a thing", "things create", "name");
    private static final Operation<Follow, Feed<Thing>> FOLLOW = operation(
                    "things.follow", Permission.APPLICATION_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/feed")
            .takes(Follow.class, Output.stream(Thing.class))
            .says("Follows things", "things follow");

    Edge(Duration round) {
        let("ann", Role.DEVELOPER, 1);
        let("bob", Role.DEVELOPER, 2);
        let("eve", Role.VIEWER, 3);
        var operations = new Operations(
                List.of(ENTER, CREATE, FOLLOW),
                List.of(
                        Binding.bind(ENTER, (actor, input) -> input),
                        Binding.bind(CREATE, (actor, input) -> input),
                        Binding.bind(FOLLOW, (actor, input) -> receiver -> follow(input, receiver))));
        server = new WebServer(
                new WebConfig("127.0.0.1", 0, new ServerConfig.Limits(UNLIMITED, UNLIMITED), round),
                operations,
                token -> Optional.ofNullable(tokens.get(token)),
                new Events(),
                System::nanoTime);
        server.start();
    }

    /// Serves until it is killed, and says where first.
    public static void main(String[] arguments) throws InterruptedException, IOException {
        try (var edge = new Edge(Duration.ofSeconds(10))) {
            IO.println(edge.port());
            Thread.currentThread().join();
        }
    }

    int port() {
        return server.port();
    }

    RawRequest raw() {
        return new RawRequest(port());
    }

    void let(String token, Role role, long credential) {
        tokens.put(token, new Actor(new UUID(1, 1), ORGANIZATION, role, new UUID(3, credential)));
    }

    void revoke(String token) {
        tokens.remove(token);
    }

    @Override
    public void close() {
        server.close();
    }

    /// Says behind which offset it goes on, then nothing more.
    private static void follow(Follow input, Feed.Receiver<Thing> receiver) {
        var place = input.after() == null ? 0 : input.after().value();
        if (receiver.accept(place + 1, new Thing(new Name("behind-" + place)))) {
            while (receiver.isOpen()) {
                try {
                    Thread.sleep(Duration.ofMillis(10));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
