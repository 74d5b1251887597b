package dev.skerry.identity;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Role;
import dev.skerry.api.identity.AccountView;
import dev.skerry.api.identity.ChangePassword;
import dev.skerry.api.identity.LogIn;
import dev.skerry.api.identity.SessionView;
import dev.skerry.api.identity.SetUp;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.crypto.Passwords;
import dev.skerry.db.Database;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// The first administrator comes, people sign in and change their passwords.
final class AccountService {
    private static final String FIRST_ORGANIZATION = "default";

    private final Database database;
    private final InstantSource clock;
    private final SetupToken setupToken;
    private final PasswordCheck passwords;
    private final CredentialService credentials;
    private final AccountStore store = new AccountStore();
    private final MemberStore members = new MemberStore();

    AccountService(
            Database database,
            InstantSource clock,
            SetupToken setupToken,
            PasswordCheck passwords,
            CredentialService credentials) {
        this.database = database;
        this.clock = clock;
        this.setupToken = setupToken;
        this.passwords = passwords;
        this.credentials = credentials;
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
            store.createOrganization(transaction, organization, FIRST_ORGANIZATION, true, now);
            var account = new Account(Uuids.v7(now), normal(input.email()), hash);
            store.createAccount(transaction, account, now);
            members.add(transaction, organization, account.id(), Role.OWNER, now);
            return credentials.openSession(transaction, account.id(), null);
        });
        setupToken.withdraw();
        return session;
    }

    SessionView logIn(LogIn input) {
        var email = normal(input.email());
        var account = database.read(handle -> store.find(handle, email));
        if (!passwords.passes(email, account, input.password())) {
            throw new SkerryException(ErrorCode.UNAUTHENTICATED, "No account has this e-mail address and password.");
        }
        var id = account.orElseThrow().id();
        return database.inTransaction(transaction -> credentials.openSession(transaction, id, input.organization()));
    }

    AccountView view(Actor actor) {
        return database.read(handle -> store.view(handle, actor))
                .orElseThrow(() -> SkerryException.notFound("account", actor.account()));
    }

    Nothing changePassword(Actor actor, ChangePassword input) {
        var account = database.read(handle -> store.get(handle, actor.account()));
        if (!passwords.passes(account.email(), Optional.of(account), input.current())) {
            throw SkerryException.invalid("/current", "/current: this is not the password of the account.");
        }
        var hash = Passwords.hash(new Secret(input.password().value()));
        database.useTransaction(transaction -> {
            if (!store.setPassword(transaction, account, hash)) {
                throw new SkerryException(ErrorCode.CONFLICT, "The password was changed meanwhile: sign in again.");
            }
            credentials.endOtherSessions(transaction, actor);
        });
        return Nothing.NOTHING;
    }

    /// The same person, however they write their address.
    static String normal(EmailAddress email) {
        return email.value().toLowerCase(Locale.ROOT);
    }
}
