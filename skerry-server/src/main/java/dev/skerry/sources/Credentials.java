package dev.skerry.sources;

import static dev.skerry.operations.Binding.bind;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.NoInput;
import dev.skerry.api.Page;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.CredentialRows;
import dev.skerry.api.sources.CreateCredential;
import dev.skerry.api.sources.CredentialInput;
import dev.skerry.api.sources.CredentialView;
import dev.skerry.api.sources.GitLogin;
import dev.skerry.api.sources.PinHostKeys;
import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.HostKeys;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.db.UniqueViolation;
import dev.skerry.git.DeployKeys;
import dev.skerry.git.GitCredential;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.operations.Binding;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What logs in to private repositories: write-only, encrypted, each for one host.
public final class Credentials {
    private static final int MOST = 500;

    private static final String USUAL_USER = "git";

    private final Database database;
    private final Vault vault;
    private final InstantSource clock;
    private final CredentialStore store = new CredentialStore();

    public Credentials(Database database, Vault vault, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /// Deleting is bound by those who use credentials: they know whether one is in use.
    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(CredentialRows.CREATE, this::create),
                bind(CredentialRows.LIST, this::list),
                bind(CredentialRows.GET, this::get),
                bind(CredentialRows.PIN, this::pin));
    }

    /// A source as it is to be stored: with the name of its credential, which then cannot go before the transaction
    /// ends.
    ///
    /// @throws SkerryException NOT_FOUND when there is no such credential, INVALID_INPUT when it is for another
    ///     host
    public Source checked(Transaction transaction, OrganizationId organization, Source source) {
        if (!(source instanceof Source.Git git)) {
            return source;
        }
        var reference = git.credential();
        if (reference == null) {
            return source;
        }
        var credential = store.findAndKeep(transaction, organization, reference)
                .orElseThrow(() -> SkerryException.notFound("credential", reference));
        if (!credential.isFor(git.url())) {
            var pointer = "/source/credential";
            throw SkerryException.invalid(pointer, pointer + ": " + elsewhere(credential, git));
        }
        return git.with(new CredentialRef(credential.name().value()));
    }

    /// Takes a credential away, for whoever found out that it is not in use.
    ///
    /// @param check is given its name while nobody can begin to use it
    public void delete(
            Transaction transaction, OrganizationId organization, CredentialRef reference, Consumer<String> check) {
        var credential = store.findAndLock(transaction, organization, reference)
                .orElseThrow(() -> SkerryException.notFound("credential", reference));
        check.accept(credential.name().value());
        store.delete(transaction, credential);
    }

    /// What logs in to the repository of a source.
    ///
    /// @throws SkerryException UNPROCESSABLE when its credential is gone, or for another host
    GitCredential of(OrganizationId organization, Source.Git source) {
        var reference = source.credential();
        if (reference == null) {
            return new GitCredential.None();
        }
        var credential = database.read(handle -> store.find(handle, organization, reference))
                .orElseThrow(() -> unprocessable("There is no credential '%s' any more. Set another one for %s."
                        .formatted(reference, source.url())));
        if (!credential.isFor(source.url())) {
            throw unprocessable(elsewhere(credential, source));
        }
        var encrypted = database.read(handle -> store.secret(handle, credential));
        var secret = vault.decrypt(encrypted, StoredCredential.place(credential.id()));
        return switch (credential.kind()) {
            case SSH -> new GitCredential.DeployKey(secret, credential.hostKeys(), line -> trusts(credential, line));
            case HTTPS -> new GitCredential.Password(Objects.requireNonNullElse(credential.user(), USUAL_USER), secret);
        };
    }

    private CredentialView create(Actor actor, CreateCredential input) {
        var secret = secret(input.login());
        var credential = made(actor, input, secret);
        var encrypted = vault.encrypt(secret, StoredCredential.place(credential.id()));
        try {
            database.useTransaction(transaction -> {
                if (store.list(transaction.handle(), actor.organization()).size() >= MOST) {
                    throw SkerryException.tooMany("An organization has %d credentials".formatted(MOST));
                }
                store.create(transaction, credential, encrypted);
            });
        } catch (UniqueViolation e) {
            throw new SkerryException(
                    ErrorCode.ALREADY_EXISTS,
                    "There is a credential '%s' already: choose another name.".formatted(input.name()),
                    e);
        }
        return credential.view();
    }

    private Page<CredentialView> list(Actor actor, NoInput input) {
        var all = database.read(handle -> store.list(handle, actor.organization()));
        return Page.whole(all.stream().map(StoredCredential::view).toList());
    }

    private CredentialView get(Actor actor, CredentialInput input) {
        return database.read(handle -> store.find(handle, actor.organization(), input.credential()))
                .orElseThrow(() -> SkerryException.notFound("credential", input.credential()))
                .view();
    }

    private CredentialView pin(Actor actor, PinHostKeys input) {
        var lines = pins(input.hostKeys());
        return database.inTransaction(transaction -> {
            var credential = store.findAndLock(transaction, actor.organization(), input.credential())
                    .orElseThrow(() -> SkerryException.notFound("credential", input.credential()));
            if (credential.kind() != StoredCredential.Kind.SSH) {
                throw unprocessable(
                        "'%s' is for HTTPS, where certificates stand for the host.".formatted(credential.name()));
            }
            store.setHostKeys(transaction, credential, lines);
            return store.find(transaction.handle(), actor.organization(), input.credential())
                    .orElseThrow()
                    .view();
        });
    }

    private static Secret secret(GitLogin login) {
        return switch (login) {
            case GitLogin.Https https -> new Secret(https.token().value());
            case GitLogin.Ssh ssh ->
                ssh.privateKey() == null
                        ? DeployKeys.generate()
                        : new Secret(ssh.privateKey().value().strip() + "\n");
        };
    }

    private StoredCredential made(Actor actor, CreateCredential input, Secret secret) {
        var now = clock.instant();
        var login = input.login();
        return new StoredCredential(
                Uuids.v7(now),
                actor.organization(),
                input.name(),
                login instanceof GitLogin.Ssh ? StoredCredential.Kind.SSH : StoredCredential.Kind.HTTPS,
                input.host(),
                login instanceof GitLogin.Https https ? user(https) : null,
                login instanceof GitLogin.Ssh ? DeployKeys.publicKey(secret) : null,
                login instanceof GitLogin.Ssh ssh ? pins(ssh.hostKeys()) : List.of(),
                now);
    }

    private static String user(GitLogin.Https login) {
        return login.user() == null ? USUAL_USER : login.user().value();
    }

    /// The first key is pinned. Of two that connect for the first time at once, the second must have seen the same.
    private boolean trusts(StoredCredential known, String line) {
        return database.inTransaction(transaction -> {
            var reference = new CredentialRef(known.id().toString());
            var now = store.findAndLock(transaction, known.organization(), reference);
            if (now.isEmpty()) {
                return false;
            }
            if (now.get().hostKeys().isEmpty()) {
                store.setHostKeys(transaction, known, List.of(line));
                return true;
            }
            return now.get().hostKeys().contains(line);
        });
    }

    private static List<String> pins(@Nullable HostKeys hostKeys) {
        return hostKeys == null ? List.of() : DeployKeys.pins(hostKeys.value());
    }

    private static String elsewhere(StoredCredential credential, Source.Git source) {
        return "The credential '%s' is for %s on %s and is not sent to %s."
                .formatted(
                        credential.name(),
                        credential.kind() == StoredCredential.Kind.SSH ? "SSH" : "HTTPS",
                        credential.host(),
                        source.url());
    }

    private static SkerryException unprocessable(String message) {
        return new SkerryException(ErrorCode.UNPROCESSABLE, message);
    }
}
