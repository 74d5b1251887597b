package dev.skerry.untrusted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesWhatIsNotPublic(String address) {
        assertThatThrownBy(() -> AddressPolicy.PUBLIC_ONLY.check("git.example.org", InetAddress.ofLiteral(address)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessageContaining("'git.example.org' leads to")
                .hasMessageContaining("not a public address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "140.82.121.4", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"})
    void permitsThePublicInternet(String address) {
        assertThat(AddressPolicy.PUBLIC_ONLY.permits(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @Test
    void permitsWhatTheConfigurationAllows() {
        var policy = new AddressPolicy(List.of(AddressBlock.parse("10.20.0.0/15"), AddressBlock.parse("fd00::5")));

        assertThat(policy.permits(InetAddress.ofLiteral("10.21.255.1"))).isTrue();
        assertThat(policy.permits(InetAddress.ofLiteral("10.22.0.1"))).isFalse();
        assertThat(policy.permits(InetAddress.ofLiteral("fd00::5"))).isTrue();
        assertThat(policy.permits(InetAddress.ofLiteral("fd00::6"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "2130706433", "0"})
    void looksAtTheResolvedAddressAndNotAtTheName(String host) {
        assertThatThrownBy(() -> AddressPolicy.PUBLIC_ONLY.resolve(host))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("leads to");
    }

    @Test
    void saysThatAHostIsNotFound() {
        assertThatThrownBy(() -> AddressPolicy.PUBLIC_ONLY.resolve("no-such-host.invalid"))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("no-such-host.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8/8", "::/129"})
    void refusesRangesThatAreNone(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
