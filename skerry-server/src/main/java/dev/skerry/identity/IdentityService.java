package dev.skerry.identity;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Role;
import dev.skerry.api.identity.AccountView;
import dev.skerry.api.identity.CreateToken;
import dev.skerry.api.identity.CreatedToken;
import dev.skerry.api.identity.LogIn;
import dev.skerry.api.identity.SessionView;
import dev.skerry.api.identity.SetUp;
import dev.skerry.api.identity.TokenInput;
import dev.skerry.api.identity.TokenView;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.TokenId;
import dev.skerry.crypto.Passwords;
import dev.skerry.crypto.Tokens;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.identity.IdentityStore.Account;
import dev.skerry.identity.IdentityStore.Credential;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Accounts come and go, people and programs sign in and out.
final class IdentityService {
    private static final Duration SESSION = Duration.ofDays(7);
    private static final String FIRST_ORGANIZATION = "default";

    private final Database database;
    private final InstantSource clock;
    private final SetupToken setupToken;
    private final IdentityStore store = new IdentityStore();

    IdentityService(Database database, InstantSource clock, SetupToken setupToken) {
        this.database = database;
        this.clock = clock;
        this.setupToken = setupToken;
        if (!database.read(store::hasAccounts)) {
            setupToken.offer();
        }
    }

    SessionView setUp(SetUp input) {
        if (!setupToken.matches(new Secret(input.token().value()))) {
            throw new SkerryException(
                    ErrorCode.FORBIDDEN,
                    "This is not the setup token, or the first administrator exists already. The token is in the file"
                            + " setup-token of the server's state folder.");
        }
        var hash = Passwords.hash(new Secret(input.password().value()));
        var session = database.inTransaction(transaction -> {
            store.lockAccounts(transaction);
            if (store.hasAccounts(transaction.handle())) {
                throw new SkerryException(ErrorCode.CONFLICT, "The first administrator exists already: sign in.");
            }
            var now = clock.instant();
            var organization = new OrganizationId(Uuids.v7(now));
            store.createOrganization(transaction, organization, FIRST_ORGANIZATION, now);
            var account = new Account(Uuids.v7(now), normal(input.email()), hash, organization, Role.OWNER);
            store.createAccount(transaction, account, now);
            return openSession(transaction, account);
        });
        setupToken.withdraw();
        return session;
    }

    SessionView logIn(LogIn input) {
        var account = database.read(handle -> store.findAccount(handle, normal(input.email())));
        var hash = account.map(Account::passwordHash).orElse("");
        if (!Passwords.matches(new Secret(input.password().value()), hash) || account.isEmpty()) {
            throw new SkerryException(ErrorCode.UNAUTHENTICATED, "No account has this e-mail address and password.");
        }
        return database.inTransaction(transaction -> openSession(transaction, account.orElseThrow()));
    }

    Optional<Actor> authenticate(String secretHash) {
        return database.read(handle -> store.findActor(handle, secretHash, clock.instant()));
    }

    AccountView account(Actor actor) {
        return database.read(handle -> store.findAccountView(handle, actor))
                .orElseThrow(() -> SkerryException.notFound("account", actor.account()));
    }

    CreatedToken createToken(Actor actor, CreateToken input) {
        var secret = Tokens.random("skerry_");
        var now = clock.instant();
        var id = Uuids.v7(now);
        var name = input.name().value();
        database.useTransaction(transaction -> store.createCredential(
                transaction, new Credential(id, actor, "TOKEN", name, Tokens.hash(secret), now, Optional.empty())));
        return new CreatedToken(new TokenId(id), name, secret.reveal());
    }

    List<TokenView> tokens(Actor actor) {
        return database.read(handle -> store.tokens(handle, actor));
    }

    Nothing revokeToken(Actor actor, TokenInput input) {
        end(input.token().value(), actor);
        return Nothing.NOTHING;
    }

    void end(UUID credential, Actor actor) {
        if (!database.inTransaction(transaction -> store.deleteCredential(transaction, credential, actor))) {
            throw SkerryException.notFound("token", credential);
        }
    }

    private SessionView openSession(Transaction transaction, Account account) {
        var secret = Tokens.random("session_");
        var now = clock.instant();
        var end = now.plus(SESSION);
        var id = Uuids.v7(now);
        var actor = new Actor(account.id(), account.organization(), account.role(), id);
        store.createCredential(
                transaction,
                new Credential(id, actor, "SESSION", "session", Tokens.hash(secret), now, Optional.of(end)));
        var view = store.findAccountView(transaction.handle(), actor).orElseThrow();
        return new SessionView(secret.reveal(), end, view);
    }

    private static String normal(EmailAddress email) {
        return email.value().toLowerCase(Locale.ROOT);
    }
}
