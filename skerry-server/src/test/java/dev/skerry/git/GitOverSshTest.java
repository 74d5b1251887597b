package dev.skerry.git;

import static dev.skerry.git.GitClientTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.CommitId;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.Secret;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import dev.skerry.untrusted.AddressBlock;
import dev.skerry.untrusted.AddressPolicy;
import dev.skerry.untrusted.FolderLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitOverSshTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    private GitSshServer server;
    private CommitId commit;
    private Path deployKey;
    private Path hostKey;
    private GitClient client;

    @BeforeEach
    void serve() throws Exception {
        var repository = TestRepository.create(temporary.resolve("git/app"));
        commit = repository.file("a", "1").commit("first");
        deployKey = key("deploy", "ed25519");
        hostKey = key("host", "ed25519");
        server = new GitSshServer(pair(hostKey), pair(deployKey).getPublic(), temporary.resolve("git"));
        client = new GitClient(config("127.0.0.0/8"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void checksOutWithADeployKeyAndAPinnedHost() throws IOException {
        var call = call(deployKey, "[127.0.0.1]:%d %s".formatted(server.port(), line(hostKey)));
        var found = client.resolve(server.url("/app"), GitRef.HEAD, call);

        client.checkout(server.url("/app"), found, temporary.resolve("out"), CheckoutOptions.FILES_ONLY, call);

        assertThat(found.commit()).isEqualTo(commit);
        assertThat(temporary.resolve("out/a")).hasContent("1");
        assertThat(server.users()).containsOnly("git");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
    void takesEachKindOfKey(String type) throws Exception {
        var key = key("other-deploy", type);
        var host = key("other-host", type);
        try (var other = new GitSshServer(pair(host), pair(key).getPublic(), temporary.resolve("git"))) {
            assertThat(client.resolve(other.url("/app"), GitRef.HEAD, call(key, line(host)))
                            .commit())
                    .isEqualTo(commit);
        }
    }

    @Test
    void asksTheUserGitWhenTheUrlNamesNone() throws IOException {
        var url = new GitUrl(server.url("/app").value().replace("git@", ""));

        client.resolve(url, GitRef.HEAD, call(deployKey, line(hostKey)));

        assertThat(server.users()).containsOnly("git");
    }

    @Test
    void refusesAHostThatIsNotPinnedAndSaysItsFingerprint() throws IOException {
        assertFails(
                () -> client.resolve(server.url("/app"), GitRef.HEAD, call(deployKey)),
                ErrorCode.UNPROCESSABLE,
                "The host key of '127.0.0.1' is not pinned",
                "ssh-ed25519 " + fingerprint(hostKey),
                "add the line '[127.0.0.1]:%d %s'".formatted(server.port(), keyOnly(hostKey)));
        assertThat(server.users()).isEmpty();
    }

    @Test
    void asksWhetherAHostNoneIsPinnedForIsTrusted() throws IOException {
        var asked = new ArrayList<String>();
        var key = new Secret(Files.readString(deployKey));
        var trusting = new GitCredential.DeployKey(key, List.of(), asked::add);
        var call = new GitCall(trusting, LONG, new Cancellation(), GitProgress.silent());

        assertThat(client.resolve(server.url("/app"), GitRef.HEAD, call).commit())
                .isEqualTo(commit);

        assertThat(asked).containsExactly("[127.0.0.1]:%d %s".formatted(server.port(), keyOnly(hostKey)));
        assertThat(client.resolve(server.url("/app"), GitRef.HEAD, call(deployKey, asked.getFirst()))
                        .commit())
                .isEqualTo(commit);
    }

    @Test
    void asksNobodyAboutAHostWhenKeysOfAnotherArePinned() throws IOException {
        var key = new Secret(Files.readString(deployKey));
        var pinned = new GitCredential.DeployKey(key, List.of("git.example.org " + keyOnly(hostKey)), _ -> true);
        var call = new GitCall(pinned, LONG, new Cancellation(), GitProgress.silent());

        assertFails(
                () -> client.resolve(server.url("/app"), GitRef.HEAD, call),
                ErrorCode.UNPROCESSABLE,
                "The host key of '127.0.0.1' is not pinned");
    }

    @Test
    void logsInWithAKeyOfItsOwnMaking() throws Exception {
        var made = DeployKeys.generate();
        var file = Files.writeString(temporary.resolve("made"), made.reveal());
        assertThat(PublicKeyEntry.toString(pair(file).getPublic())).isEqualTo(DeployKeys.publicKey(made));
        try (var other = new GitSshServer(pair(hostKey), pair(file).getPublic(), temporary.resolve("git"))) {
            assertThat(client.resolve(other.url("/app"), GitRef.HEAD, call(file, line(hostKey)))
                            .commit())
                    .isEqualTo(commit);
        }
    }

    @Test
    void refusesAHostWhoseKeyChanged() throws IOException {
        var earlier = key("earlier", "ed25519");

        assertFails(
                () -> client.resolve(server.url("/app"), GitRef.HEAD, call(deployKey, line(earlier))),
                ErrorCode.UNPROCESSABLE,
                "has changed",
                fingerprint(hostKey),
                fingerprint(earlier));
        assertThat(server.users()).isEmpty();
    }

    @Test
    void countsPinsOfOtherHostsForNothing() throws IOException {
        assertFails(
                () -> client.resolve(server.url("/app"), GitRef.HEAD, call(deployKey, "github.com " + line(hostKey))),
                ErrorCode.UNPROCESSABLE,
                "is not pinned");
    }

    @Test
    void saysThatTheKeyIsNotAccepted() throws IOException {
        var stranger = key("stranger", "ed25519");

        assertFails(
                () -> client.resolve(server.url("/app"), GitRef.HEAD, call(stranger, line(hostKey))),
                ErrorCode.UNPROCESSABLE,
                "did not accept the login");
    }

    @Test
    void saysThatTheRepositoryIsNotThere() throws IOException {
        assertFails(
                () -> client.resolve(server.url("/missing"), GitRef.HEAD, call(deployKey, line(hostKey))),
                ErrorCode.UNPROCESSABLE,
                "There is no Git repository at ssh://git@127.0.0.1");
    }

    @Test
    void needsAKeyItCanRead() {
        var url = server.url("/app");

        assertFails(
                () -> client.resolve(url, GitRef.HEAD, call(new GitCredential.None())),
                ErrorCode.UNPROCESSABLE,
                "needs a deploy key");
        assertFails(
                () -> client.resolve(
                        url, GitRef.HEAD, call(new GitCredential.DeployKey(new Secret("hunter2"), List.of()))),
                ErrorCode.UNPROCESSABLE,
                "The deploy key cannot be read");
        assertFails(
                () -> client.resolve(url, GitRef.HEAD, call(deployKey, "127.0.0.1 ssh-ed25519 !!!")),
                ErrorCode.UNPROCESSABLE,
                "host key line",
                "ssh-keyscan");
    }

    @Test
    void refusesAKeyWithAPassphrase() throws IOException {
        var locked = temporary.resolve("locked");
        keygen("-t", "ed25519", "-N", "hunter2", "-f", locked.toString());

        assertFails(
                () -> client.resolve(server.url("/app"), GitRef.HEAD, call(locked, line(hostKey))),
                ErrorCode.UNPROCESSABLE,
                "locked by a passphrase");
    }

    @Test
    void connectsToPublicAddressesOnlyUnlessAllowed() throws IOException {
        client = new GitClient(GitConfig.DEFAULT);

        assertFails(
                () -> client.resolve(server.url("/app"), GitRef.HEAD, call(deployKey, line(hostKey))),
                ErrorCode.UNPROCESSABLE,
                "is not a public address");
    }

    private Path key(String name, String type) {
        var file = temporary.resolve(name + "-" + type);
        keygen("-t", type, "-N", "", "-C", "test", "-f", file.toString());
        return file;
    }

    private static void keygen(String... arguments) {
        Processes.output(Command.of("ssh-keygen", "-q").with(arguments), LONG, Cancellation.never());
    }

    private static KeyPair pair(Path file) throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(file)) {
            return SecurityUtils.loadKeyPairIdentities(
                            null, NamedResource.ofName("key"), stream, FilePasswordProvider.EMPTY)
                    .iterator()
                    .next();
        }
    }

    private static String line(Path key) throws IOException {
        return Files.readString(key.resolveSibling(key.getFileName() + ".pub")).strip();
    }

    private static String keyOnly(Path key) throws IOException {
        return line(key).replace(" test", "");
    }

    private static String fingerprint(Path key) {
        return Processes.output(Command.of("ssh-keygen", "-l", "-f", key.toString()), LONG, Cancellation.never())
                .getFirst()
                .split(" ")[1];
    }

    private static GitCall call(Path key, String... hostKeys) throws IOException {
        return call(new GitCredential.DeployKey(new Secret(Files.readString(key)), List.of(hostKeys)));
    }

    private static GitCall call(GitCredential credential) {
        return new GitCall(credential, LONG, Cancellation.never(), GitProgress.silent());
    }

    private static GitConfig config(String block) {
        var allowed = new AddressPolicy(List.of(AddressBlock.parse(block)));
        return new GitConfig(allowed, List.of(), FolderLimits.DEFAULT, Duration.ofSeconds(5));
    }
}
