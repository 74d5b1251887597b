package dev.skerry.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Role;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.CredentialRows;
import dev.skerry.api.sources.CreateCredential;
import dev.skerry.api.sources.CredentialInput;
import dev.skerry.api.sources.CredentialView;
import dev.skerry.api.sources.GitLogin;
import dev.skerry.api.sources.PinHostKeys;
import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.GitHost;
import dev.skerry.api.values.GitToken;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.HostKeys;
import dev.skerry.api.values.LoginName;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PrivateKey;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.git.DeployKeys;
import dev.skerry.git.GitCredential;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Operations;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Credentials of repositories, by their operations, on a real PostgreSQL.
class CredentialsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String TOKEN = "a-very-secret-token";
    private static final GitHost HOST = new GitHost("git.example.org");
    private static final String KEY_LINE =
            "git.example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    @TempDir
    Path temporary;

    private final Database database = DATABASE.get();
    private final OrganizationId organization = new SourceFixture(database).organization();
    private Credentials credentials;
    private Operations operations;

    @BeforeEach
    void prepare() {
        credentials = new Credentials(
                database,
                Vault.open(temporary.resolve("keys.json")),
                new SettableClock(Instant.parse("2026-11-21T10:00:00Z")));
        var bindings = credentials.operations();
        operations = new Operations(
                bindings.stream()
                        .<Operation<?, ?>>map(binding -> binding.operation())
                        .toList(),
                bindings);
    }

    @Test
    void keepsATokenEncryptedAndNeverShowsIt() {
        var view = create("github", new GitLogin.Https(new LoginName("ada"), new GitToken(TOKEN)));

        assertThat(view.kind()).isEqualTo("https");
        assertThat(view.user()).isEqualTo("ada");
        assertThat(view.publicKey()).isNull();
        assertThat(Json.MAPPER.writeValueAsString(view)).doesNotContain(TOKEN);
        assertThat(rawRow("github")).doesNotContain(TOKEN);
        assertThat(credentials.of(organization, source("https://git.example.org/a", "github")))
                .isInstanceOfSatisfying(GitCredential.Password.class, password -> {
                    assertThat(password.user()).isEqualTo("ada");
                    assertThat(password.password().reveal()).isEqualTo(TOKEN);
                });
    }

    @Test
    void makesADeployKeyAndShowsItsPublicHalf() {
        var view = create("deploy", new GitLogin.Ssh(null, null));

        assertThat(view.publicKey()).matches("ssh-ed25519 [A-Za-z0-9+/=]{60,80}");
        assertThat(rawRow("deploy")).doesNotContain("PRIVATE KEY");
        var key = (GitCredential.DeployKey) credentials.of(organization, source("git@git.example.org:a", "deploy"));
        assertThat(DeployKeys.publicKey(key.privateKey())).isEqualTo(view.publicKey());
    }

    @Test
    void takesAKeyOfTheUsersAndRefusesWhatIsNone() {
        var own = DeployKeys.generate().reveal();

        var view = create(
                "own", new GitLogin.Ssh(new PrivateKey("\n" + own + "\n\n"), new HostKeys(KEY_LINE + "\r\n# x\n")));

        assertThat(view.publicKey()).isEqualTo(DeployKeys.publicKey(new Secret(own)));
        assertThat(view.hostKeys()).containsExactly(KEY_LINE);
        var broken = new PrivateKey(own.replaceFirst("[a-z]{4}", "AAAA"));
        assertFails(
                () -> create("broken", new GitLogin.Ssh(broken, null)),
                ErrorCode.UNPROCESSABLE,
                "The deploy key cannot be read");
        assertFails(
                () -> create("broken", new GitLogin.Ssh(null, new HostKeys("git.example.org ssh-ed25519 AAAA"))),
                ErrorCode.UNPROCESSABLE,
                "The host key line beginning with");
    }

    @Test
    void trustsTheFirstKeyOfAHostAndNoOtherAfterIt() {
        create("deploy", new GitLogin.Ssh(null, null));
        var source = source("ssh://git@git.example.org/a", "deploy");
        var key = (GitCredential.DeployKey) credentials.of(organization, source);
        var later = (GitCredential.DeployKey) credentials.of(organization, source);

        assertThat(key.firstUse().trusts(KEY_LINE)).isTrue();

        assertThat(get("deploy").hostKeys()).containsExactly(KEY_LINE);
        assertThat(later.firstUse().trusts(KEY_LINE))
                .as("who saw the same at once")
                .isTrue();
        assertThat(later.firstUse().trusts(KEY_LINE.replace("AAAAC3", "BBBBC3")))
                .as("somebody in between")
                .isFalse();
        assertThat(((GitCredential.DeployKey) credentials.of(organization, source)).hostKeys())
                .containsExactly(KEY_LINE);

        call(CredentialRows.PIN, Role.ADMIN, new PinHostKeys(new CredentialRef("deploy"), null));
        assertThat(get("deploy").hostKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com/a",
                "https://evil.git.example.org/a",
                "https://git.example.org:8443/a",
                "http://git.example.org/a",
                "http://git.example.org:443/a",
                "ssh://git@git.example.org/a",
                "git@git.example.org:a",
                "file:///git.example.org/a"
            })
    void isSentToItsOwnHostByItsOwnTransportAlone(String url) {
        create("github", new GitLogin.Https(null, new GitToken(TOKEN)));
        var source = source(url, "github");

        assertFails(
                () -> credentials.of(organization, source),
                ErrorCode.UNPROCESSABLE,
                "The credential 'github' is for HTTPS on git.example.org and is not sent to " + url);
        assertFails(() -> checked(source), ErrorCode.INVALID_INPUT, "/source/credential: The credential 'github'");
    }

    @Test
    void storesANameForAnIdWithTheSource() {
        var view = create("github", new GitLogin.Https(null, new GitToken(TOKEN)));

        var byId = source("https://GIT.example.org:443/a", view.id().toString());

        assertThat(((Source.Git) checked(byId)).credential()).isEqualTo(new CredentialRef("github"));
        assertFails(
                () -> checked(source("https://git.example.org/a", "unknown")),
                ErrorCode.NOT_FOUND,
                "There is no credential 'unknown'");
        assertThat(checked(new Source.Archive())).isEqualTo(new Source.Archive());
    }

    @Test
    void belongsToOneOrganization() {
        create("github", new GitLogin.Https(null, new GitToken(TOKEN)));
        var stranger =
                new Actor(UUID.randomUUID(), new SourceFixture(database).organization(), Role.OWNER, UUID.randomUUID());

        assertFails(
                () -> operations.call(
                        CredentialRows.GET,
                        stranger,
                        Json.MAPPER.valueToTree(new CredentialInput(new CredentialRef("github")))),
                ErrorCode.NOT_FOUND,
                "There is no credential 'github'");
        assertFails(
                () -> credentials.of(stranger.organization(), source("https://git.example.org/a", "github")),
                ErrorCode.UNPROCESSABLE,
                "no credential 'github' any more");
        assertFails(
                () -> database.useTransaction(transaction ->
                        credentials.delete(transaction, stranger.organization(), new CredentialRef("github"), _ -> {})),
                ErrorCode.NOT_FOUND,
                "no credential");
        assertThat(names()).containsExactly("github");
    }

    @Test
    void hasANameOfItsOwnAndGoesUnlessItIsUsed() {
        create("github", new GitLogin.Https(null, new GitToken(TOKEN)));
        assertFails(
                () -> create("github", new GitLogin.Ssh(null, null)),
                ErrorCode.ALREADY_EXISTS,
                "credential 'github' already");

        assertFails(
                () -> delete(name -> {
                    throw new SkerryException(ErrorCode.CONFLICT, name + " is used");
                }),
                ErrorCode.CONFLICT,
                "github is used");
        assertThat(names()).containsExactly("github");

        delete(_ -> {});
        assertThat(names()).isEmpty();
    }

    private void delete(Consumer<String> check) {
        database.useTransaction(
                transaction -> credentials.delete(transaction, organization, new CredentialRef("github"), check));
    }

    private CredentialView create(String name, GitLogin login) {
        return call(CredentialRows.CREATE, Role.DEVELOPER, new CreateCredential(new Name(name), HOST, login));
    }

    private CredentialView get(String name) {
        return call(CredentialRows.GET, Role.VIEWER, new CredentialInput(new CredentialRef(name)));
    }

    private List<String> names() {
        return call(CredentialRows.LIST, Role.VIEWER, new NoInput()).items().stream()
                .map(CredentialView::name)
                .toList();
    }

    @SuppressWarnings("unchecked") // the row says what it answers
    private <I extends Record, O> O call(Operation<I, O> operation, Role role, I input) {
        var actor = new Actor(UUID.randomUUID(), organization, role, UUID.randomUUID());
        return (O) operations.call(operation, actor, Json.MAPPER.valueToTree(input));
    }

    private Source checked(Source source) {
        return database.inTransaction(transaction -> credentials.checked(transaction, organization, source));
    }

    /// Everything that is stored of it, as an attacker with the database has it.
    private String rawRow(String name) {
        return database.read(handle -> handle.createQuery(
                        "SELECT c::text || convert_from(decode(replace(encode(secret, 'hex'), '00', '01'), 'hex'), 'LATIN1') FROM git_credentials c WHERE name = :name AND organization_id = :organization")
                .bind("name", name)
                .bind("organization", organization.value())
                .mapTo(String.class)
                .one());
    }

    private static Source.Git source(String url, String credential) {
        return new Source.Git(new GitUrl(url), null, null).with(new CredentialRef(credential));
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SkerryException.class, e -> {
            assertThat(e).hasMessageContaining(message);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
