package dev.skerry.web;

import dev.skerry.api.Json;
import dev.skerry.api.Permission;
import dev.skerry.api.events.CloseCode;
import dev.skerry.api.events.News;
import dev.skerry.api.events.Wish;
import dev.skerry.events.Watched;
import dev.skerry.kernel.Actor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Somebody at the other end of a WebSocket: hears nothing before it is known, and only of its own organization then.
final class Reader {
    private static final int ROOM = 256;
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();
    private static final String WELCOME = write(new News.Welcome());

    private final Session session;
    private final Authenticator authenticator;
    private final Outbox outbox;
    private final long opened = System.nanoTime();
    private volatile @Nullable Actor actor;
    private volatile String token = "";
    private Set<UUID> applications = Set.of();
    private volatile long closing;

    Reader(Session session, Authenticator authenticator) {
        this.session = session;
        this.authenticator = authenticator;
        this.outbox =
                new Outbox(ROOM, (message, sent, failed) -> session.sendText(message, Callback.from(sent, failed)));
    }

    static String write(News news) {
        return Json.MAPPER.writerFor(News.class).writeValueAsString(news);
    }

    /// Takes what the reader says.
    void take(String message) {
        try {
            switch (Json.MAPPER.readValue(message, Wish.class)) {
                case Wish.SignIn signIn -> signIn(signIn.token());
                case Wish.Watch watch -> watch(watch);
            }
        } catch (JacksonException | NullPointerException e) {
            close(CloseCode.NOT_UNDERSTOOD, "There are the messages sign-in and watch.");
        }
    }

    void signIn(String secret) {
        var known = authenticator.authenticate(secret);
        if (known.isEmpty()) {
            close(CloseCode.NOT_SIGNED_IN, "This is no valid token.");
        } else if (!mayWatch(known.get())) {
            close(CloseCode.NOT_ALLOWED, "Watching needs the permission application.read.");
        } else {
            welcome(secret, known.get());
        }
    }

    private synchronized void watch(Wish.Watch wish) {
        applications = Set.copyOf(wish.applications());
        if (actor != null && !outbox.offer(write(new News.Watching(wish.applications())))) {
            close(CloseCode.TOO_SLOW, "You read too slowly and missed something.");
        }
    }

    /// What is published from here on comes behind the welcome.
    private synchronized void welcome(String secret, Actor known) {
        token = secret;
        actor = known;
        outbox.offer(WELCOME);
    }

    /// @param message the event as it goes over the wire
    synchronized void tell(Watched event, String message) {
        var known = actor;
        var isWanted = known != null
                && known.organization().equals(event.organization())
                && (applications.isEmpty() || isAboutOneOf(applications, event));
        if (isWanted && closing == 0 && !outbox.offer(message)) {
            close(CloseCode.TOO_SLOW, "You read too slowly and missed something.");
        }
    }

    /// Looks after the connection: whether it is still allowed, and alive.
    void check() {
        if (closing != 0) {
            if (System.nanoTime() - closing > PATIENCE) {
                session.disconnect();
            }
        } else if (actor == null) {
            if (System.nanoTime() - opened > PATIENCE) {
                close(CloseCode.NOT_SIGNED_IN, "Sign in first.");
            }
        } else if (isStillKnown()) {
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        } else {
            close(CloseCode.NOT_SIGNED_IN, "The token is valid no longer.");
        }
    }

    /// One that does not take what it was sent does not take the end either, and is cut off later.
    void close(int code, String reason) {
        closing = System.nanoTime() | 1;
        session.close(code, reason, Callback.NOOP);
    }

    private static boolean isAboutOneOf(Set<UUID> applications, Watched event) {
        var application = event.application();
        return application != null && applications.contains(application);
    }

    private boolean isStillKnown() {
        var known = actor;
        return known != null && new Standing(authenticator, token, known, Reader::mayWatch).holds();
    }

    private static boolean mayWatch(Actor actor) {
        return Permission.APPLICATION_READ.roles().contains(actor.role());
    }
}
