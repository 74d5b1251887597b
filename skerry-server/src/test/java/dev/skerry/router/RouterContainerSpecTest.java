package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.docker.Labels;
import dev.skerry.process.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterContainerSpecTest {
    private static final RouterContainerSpec SPEC = spec("/var/lib/skerry/router", RouterSettings.of(80, 443));

    @Test
    void runsWithoutRightsItDoesNotNeed() {
        assertThat(SPEC.run().arguments())
                .containsExactly(
                        ("docker --host unix:///d.sock run --detach --label dev.skerry.router.spec=" + SPEC.digest()
                                        + " --name skerry-router --pull never --restart unless-stopped"
                                        + " --label dev.skerry.instance=one --label dev.skerry.role=router"
                                        + " --read-only --security-opt no-new-privileges --cap-drop ALL"
                                        + " --cap-add CHOWN --cap-add DAC_OVERRIDE --cap-add FOWNER --cap-add KILL"
                                        + " --cap-add NET_BIND_SERVICE --cap-add SETGID --cap-add SETUID"
                                        + " --cap-add SYS_CHROOT --publish 80:80 --publish 443:443"
                                        + " --log-driver json-file --log-opt max-size=10m --log-opt max-file=3"
                                        + " --volume /var/lib/skerry/router:/etc/skerry-router skerry/router:1"
                                        + " -S /etc/skerry-router/run/master.sock,uid,1000,mode,600")
                                .split(" "));
    }

    @Test
    void isAnotherContainerWithOtherPorts() {
        assertThat(spec("/var/lib/skerry/router", RouterSettings.of(80, 8443)).digest())
                .isNotEqualTo(SPEC.digest());
        assertThat(spec("/var/lib/skerry/router", RouterSettings.of(80, 443)).digest())
                .isEqualTo(SPEC.digest());
    }

    @Test
    void checksTheConfigurationWhereHaproxyIs() {
        assertThat(SPEC.check("haproxy.cfg.next"))
                .hasToString("docker --host unix:///d.sock exec skerry-router haproxy -c -f"
                        + " /etc/skerry-router/haproxy.cfg.next");
        assertThat(SPEC.checkBefore("haproxy.cfg.next"))
                .hasToString("docker --host unix:///d.sock run --rm --network none --entrypoint haproxy --pull never"
                        + " --volume /var/lib/skerry/router:/etc/skerry-router skerry/router:1 -c -f"
                        + " /etc/skerry-router/haproxy.cfg.next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/a:b", "/a,b", "/a\nb"})
    void refusesAFolderThatWouldMountSomethingElse(String folder) {
        assertThatThrownBy(() -> spec(folder, RouterSettings.of(80, 443))).isInstanceOf(IllegalArgumentException.class);
    }

    private static RouterContainerSpec spec(String folder, RouterSettings settings) {
        return new RouterContainerSpec(
                Command.of("docker", "--host", "unix:///d.sock"),
                "skerry-router",
                "skerry/router:1",
                Labels.of(Labels.INSTANCE, "one").with(Labels.ROLE, "router"),
                Path.of(folder),
                settings,
                1000);
    }
}
