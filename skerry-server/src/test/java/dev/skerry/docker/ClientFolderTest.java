package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFolderTest {
    @TempDir
    Path temporary;

    @Test
    void takesProxiesAndLeavesEveryWayToLogIn() {
        assertThat(ClientFolder.withoutLogins("""
                        {
                          "auths": {"registry.example.org": {"auth": "c2VjcmV0"}},
                          "credsStore": "pass",
                          "credHelpers": {"registry.example.org": "pass"},
                          "HttpHeaders": {"Authorization": "Bearer secret"},
                          "currentContext": "elsewhere",
                          "proxies": {"default": {"httpProxy": "http://proxy.example.org:3128"}}
                        }
                        """))
                .isEqualTo("{\"proxies\":{\"default\":{\"httpProxy\":\"http://proxy.example.org:3128\"}}}");
        assertThat(ClientFolder.withoutLogins("")).isEqualTo("{}");
        assertThat(ClientFolder.withoutLogins("[1]")).isEqualTo("{}");
        assertThat(ClientFolder.withoutLogins("{half")).isEqualTo("{}");
    }

    @Test
    void isOnlyItsOwnersAndHasThePluginsOfTheOperator() throws IOException {
        var operators = Files.createDirectories(temporary.resolve("operators"));
        Files.createDirectory(operators.resolve("cli-plugins"));
        Files.writeString(operators.resolve("cli-plugins/docker-buildx"), "x");
        Files.writeString(operators.resolve("config.json"), "{\"auths\":{\"r\":{\"auth\":\"c2VjcmV0\"}}}");
        var folder = temporary.resolve("state/docker-client");

        ClientFolder.prepare(folder, temporary.resolve("nobody"));
        ClientFolder.prepare(folder, operators);

        assertThat(folder.resolve("cli-plugins/docker-buildx")).hasContent("x");
        assertThat(folder.resolve("config.json")).hasContent("{}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
