package dev.skerry.identity;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.identity.CreateToken;
import dev.skerry.api.identity.CreatedToken;
import dev.skerry.api.identity.OpenSession;
import dev.skerry.api.identity.SessionInput;
import dev.skerry.api.identity.SessionView;
import dev.skerry.api.identity.TokenInput;
import dev.skerry.api.identity.TokenView;
import dev.skerry.api.values.Days;
import dev.skerry.api.values.OrganizationRef;
import dev.skerry.api.values.TokenId;
import dev.skerry.crypto.Tokens;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.identity.CredentialStore.Credential;
import dev.skerry.identity.CredentialStore.Kind;
import dev.skerry.identity.CredentialStore.Sighting;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens, knows and ends sessions and tokens.
final class CredentialService {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialService.class);
    private static final Duration SESSION = Duration.ofDays(7);
    private static final int TOKENS = 200;

    /// The oldest gives way to the newest.
    private static final int SESSIONS = 100;

    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final RecentSightings recent = new RecentSightings();
    private final Set<UUID> beingNoted = ConcurrentHashMap.newKeySet();
    private final CredentialStore store = new CredentialStore();
    private final AccountStore accounts = new AccountStore();

    CredentialService(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<Actor> authenticate(Secret token) {
        var hash = Tokens.hash(token);
        var now = clock.instant();
        return recent.find(hash, now)
                .or(() -> look(hash, now))
                .filter(sighting -> sighting.isOpenAt(now))
                .map(Sighting::actor);
    }

    /// Signs the account in, to act in the organization meant or else in the one it joined first.
    SessionView openSession(Transaction transaction, UUID account, @Nullable OrganizationRef organization) {
        var now = clock.instant();
        var actor = accounts.membership(transaction.handle(), account, organization, Uuids.v7(now))
                .orElseThrow(() -> notAMember(organization));
        store.deleteExpired(transaction, account, now);
        store.deleteOldest(transaction, account, SESSIONS - 1);
        forgetAfter(transaction);
        var secret = Tokens.random("session_");
        var end = now.plus(SESSION);
        store.create(transaction, new Credential(actor, Kind.SESSION, "session", Tokens.hash(secret), now, end));
        var view = accounts.view(transaction.handle(), actor).orElseThrow();
        return new SessionView(secret.reveal(), end, view);
    }

    List<OpenSession> sessions(Actor actor) {
        return database.read(handle -> store.sessions(handle, actor, clock.instant()));
    }

    Nothing revokeSession(Actor actor, SessionInput input) {
        var session = input.session();
        return ending(transaction -> {
            if (!store.deleteSession(transaction, actor, session.value())) {
                throw SkerryException.notFound("session", session);
            }
        });
    }

    Nothing logOut(Actor actor) {
        return ending(transaction -> store.deleteOwn(transaction, actor));
    }

    void endOtherSessions(Transaction transaction, Actor actor) {
        store.deleteOtherSessions(transaction, actor);
        forgetAfter(transaction);
    }

    /// A token made with another one does not outlive it.
    CreatedToken createToken(Actor actor, CreateToken input) {
        var secret = Tokens.random("skerry_");
        var now = clock.instant();
        var id = Uuids.v7(now);
        var name = input.name().value();
        var owner = new Actor(actor.account(), actor.organization(), actor.role(), id, actor.ownsInstallation());
        return database.inTransaction(transaction -> {
            if (store.tokens(transaction.handle(), actor).size() >= TOKENS) {
                throw SkerryException.tooMany("A person has %d tokens in an organization".formatted(TOKENS));
            }
            var end = earlier(end(input.days(), now), store.tokenEnd(transaction.handle(), actor));
            store.create(transaction, new Credential(owner, Kind.TOKEN, name, Tokens.hash(secret), now, end));
            return new CreatedToken(new TokenId(id), name, secret.reveal(), end);
        });
    }

    List<TokenView> tokens(Actor actor) {
        return database.read(handle -> store.tokens(handle, actor));
    }

    Nothing revokeToken(Actor actor, TokenInput input) {
        var token = input.token();
        return ending(transaction -> {
            if (!store.deleteToken(transaction, actor, token.value())) {
                throw SkerryException.notFound("token", token);
            }
        });
    }

    /// What is known of credentials and roles is asked anew once the transaction is committed.
    void forgetAfter(Transaction transaction) {
        transaction.afterCommit(recent::forget);
    }

    private Optional<Sighting> look(String hash, Instant now) {
        var changes = recent.changes();
        var found = database.read(handle -> store.find(handle, hash));
        found.ifPresent(sighting -> {
            recent.keep(hash, sighting, now, changes);
            if (sighting.isOpenAt(now) && !sighting.wasUsedWithin(USE_IS_NOTED_EVERY, now)) {
                noteUse(sighting.actor().credential(), now);
            }
        });
        return found;
    }

    /// Beside the request, which does not wait for it.
    private void noteUse(UUID credential, Instant now) {
        if (beingNoted.add(credential)) {
            Thread.ofVirtual().name("credential-use").start(() -> {
                try {
                    database.useTransaction(transaction -> store.noteUse(transaction, credential, now));
                } catch (SkerryException e) {
                    LOG.debug("Cannot note the use of credential {}: {}", credential, e.getMessage());
                } finally {
                    beingNoted.remove(credential);
                }
            });
        }
    }

    private Nothing ending(Consumer<Transaction> work) {
        database.useTransaction(transaction -> {
            work.accept(transaction);
            forgetAfter(transaction);
        });
        return Nothing.NOTHING;
    }

    private static SkerryException notAMember(@Nullable OrganizationRef organization) {
        return organization == null
                ? new SkerryException(
                        ErrorCode.FORBIDDEN,
                        "This account is in no organization any more: ask for an invitation to one.")
                : SkerryException.notFound("organization", organization);
    }

    private static @Nullable Instant end(@Nullable Days days, Instant now) {
        return days == null ? null : now.plus(Duration.ofDays(days.value()));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
