package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.catalogue.IdentityRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogInTest {
    private static final String SESSION = """
            {"token": "s_fresh", "expiresAt": "2026-11-22T10:00:00Z", "account":
              {"id": "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14", "email": "ada@example.org",
               "organization": "acme", "role": "OWNER"}}""";

    private final FakeSkerry server = new FakeSkerry();
    private final Typist typist = new Typist();

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void liveAtHome() {
        typist.with("HOME", home.toString());
        file = home.resolve(".config/skerry/config.json");
        server.answer(IdentityRows.LOG_IN, SESSION);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void asksAndRemembersForTheOwnerAlone() throws IOException {
        typist.answering("ada@example.org", "correct horse battery");

        var result = typist.types("login --server " + server.url() + "/");

        assertThat(result)
                .isEqualTo(new Typist.Result(
                        0, "Signed in to %s as ada@example.org (owner of text)\n".formatted(server.url()), ""));
        assertThat(typist.questions()).containsExactly("e-mail: ", "(secret) password: ");
        assertThat(Json.MAPPER.readTree(Files.readString(file)))
                .isEqualTo(
                        Json.MAPPER.readTree("{\"server\": \"%s\", \"token\": \"s_fresh\"}".formatted(server.url())));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(typist.types("apps").code()).isZero();
        assertThat(server.calls().getLast().token()).isEqualTo("s_fresh");
    }

    @Test
    void takesAnApiTokenFromStandardInput() throws IOException {
        typist.absent().answering("sk_0123456789");
        assertThat(typist.types("login --token --server " + server.url()).code())
                .isZero();
        assertThat(server.onlyCall().operation()).isEqualTo("identity.whoAmI");
        assertThat(server.onlyCall().token()).isEqualTo("sk_0123456789");
        assertThat(Files.readString(file)).contains("sk_0123456789");
    }

    @Test
    void keepsTheFileWhereXdgSaysSo() {
        typist.with("XDG_CONFIG_HOME", home.resolve("xdg").toString()).answering("sk_0123456789");
        assertThat(typist.types("login --token --server " + server.url()).code())
                .isZero();
        assertThat(home.resolve("xdg/skerry/config.json")).exists();
        assertThat(file).doesNotExist();
    }

    @Test
    void remembersNothingWhenItWasRefused() {
        server.refuse(IdentityRows.WHO_AM_I, ErrorCode.UNAUTHENTICATED, "Sign in.");
        typist.answering("sk_0123456789");
        assertThat(typist.types("login --token --server " + server.url()))
                .isEqualTo(new Typist.Result(
                        3,
                        "",
                        "error: %s does not know this token: it is another server's, has ended or was revoked.\n"
                                .formatted(server.url())));
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesWhatCannotBeRightBeforeItIsSent() {
        assertThat(typist.answering("ada")
                        .types("login --server " + server.url())
                        .err())
                .startsWith("error: e-mail: 'ada' is not an e-mail address");
        assertThat(typist.answering("ada@example.org", "short")
                        .types("login --server " + server.url())
                        .err())
                .startsWith("error: password: That is not a password")
                .doesNotContain("short");
        assertThat(typist.types("login --server " + server.url()).err()).startsWith("error: no e-mail was given.");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void neverSendsAStoredTokenToAnotherServer() {
        typist.answering("sk_0123456789").types("login --token --server " + server.url());
        try (var other = new FakeSkerry()) {
            typist.with("SKERRY_URL", other.url());
            assertThat(typist.types("apps").code()).isZero();
            assertThat(other.onlyCall().token()).isEqualTo("null");
            typist.with("SKERRY_TOKEN", "sk_for_the_other");
            assertThat(typist.types("apps").code()).isZero();
            assertThat(other.calls().getLast().token()).isEqualTo("sk_for_the_other");
        }
    }

    @Test
    void endsTheSessionWhenOneSignsOut() throws IOException {
        typist.answering("session_0123456789").types("login --token --server " + server.url());
        assertThat(typist.types("logout").out()).isEqualTo("Signed out of %s\n".formatted(server.url()));
        assertThat(server.calls().getLast().operation()).isEqualTo("identity.logOut");
        assertThat(Files.readString(file)).contains(server.url()).doesNotContain("token");
        assertThat(typist.types("logout"))
                .isEqualTo(new Typist.Result(0, "", "Nobody is signed in: there is nothing to forget.\n"));
    }

    @Test
    void leavesAnApiTokenAloneWhenOneSignsOut() throws IOException {
        typist.answering("skerry_0123456789").types("login --token --server " + server.url());
        assertThat(typist.types("logout"))
                .isEqualTo(new Typist.Result(
                        0,
                        "Signed out of %s\n".formatted(server.url()),
                        "The API token stays valid; to end it: skerry tokens revoke NAME\n"));
        assertThat(server.calls()).extracting(FakeSkerry.Call::operation).doesNotContain("identity.logOut");
        assertThat(Files.readString(file)).doesNotContain("token");
    }

    @Test
    void warnsWhenTheEnvironmentComesFirst() {
        typist.with("SKERRY_TOKEN", "sk_of_another").answering("sk_0123456789");
        assertThat(typist.types("login --token --server " + server.url()).err())
                .contains("SKERRY_TOKEN is set, and comes before");
    }

    @Test
    void saysWhatToDoWithAFileItCannotRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{");
        var result = typist.types("apps");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error: %s cannot be read".formatted(file))
                .contains("skerry login");
    }
}
